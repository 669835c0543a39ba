"""Words that say nothing about what a text is about, in the languages that have a stemmer here.

One set for all languages, folded: nobody knows the language of a short question for sure. Words
that mean something in another of the languages (German "war", French "son") are left out.
"""

STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are aren't as at be because been before being
    below between both but by can cannot could did didn't do does doesn't doing don't down during
    each few for from further had has hasn't have haven't having he her here hers herself him
    himself his how i if in into is isn't it its itself just let me more most my myself no nor not
    of off on once only or other our ours ourselves out over own same shall she should so some such
    than that the their theirs them themselves then there these they this those through to too
    under until up upon us very was wasn't we were weren't what when where which while who whom
    whose why will with would you your yours yourself
    arent cant couldnt didnt doesnt dont hadnt hasnt havent hes im isnt ive shes shouldnt thats
    theyre theyve wasnt were werent weve wont wouldnt youre youve

    aber als am auch auf aus bei bin bis das dass dem den der des dessen die dies diese diesem
    diesen dieser dieses durch ein eine einem einen einer eines er es fur hat haben hatte ich ihr
    ihre im ist kann mit nach nicht noch nur oder sich sie sind und uber um unter vom von vor
    warum wann was wem wen wer werden wie wieviel wird wo wurde wurden zu zum zur zwischen

    al ante como con cual cuales cuando cuanta cuantas cuanto cuantos de del desde donde el ella
    ellos en entre era es esa ese eso esta estan estas este esto estos fue fueron ha han hasta la
    las le les lo los mas muy ni nos para pero por porque que quien quienes se segun ser si
    sobre su sus tambien un una uno unos y ya

    au aux avec ce ces cette chez combien comme dans des dont du elle elles est et etaient etait
    ete etre eu il ils je leur leurs mais meme ne nous ont ou par pas plus pour pourquoi quand que
    quel quelle quelles quels qui sa selon ses sont sur une vous

    agli alla alle anche che chi ci coi col come cui dal dalla degli dei del della delle di e
    essere fra gli hanno ho il lo nel nella nelle non per perche piu quale quali quando quanto
    questa questo sono stata stato sul sulla suo tra

    aan bij dat de deze die dit een het hij hoe hoeveel ik je maar met naar niet of om
    ook op te tot uit van voor waarom wanneer waar was wat welke werd wie wij worden zij zijn

    ao aos as com como da das do dos ela ele em foi foram isso isto mais mas na nas no nos nao
    numa o os ou pela pelas pelo pelos qual quais quando quanto que quem se sem seu seus sua suas
    tem um uma
    """.split()
)
"""Folded and lower case, as `fold` leaves a word."""
