"""Word tables for cutting sentences: what ends in a full stop without ending a sentence, what opens one.

Closed classes of the language, written down once; nothing here is a name or a topic.
"""

# Never end a sentence: a name or a figure follows.
TITLES = frozenset(
    "mr mrs ms mx dr drs prof gen col maj lt cmdr sgt cpl capt adm rev fr hon sen rep gov pres supt messrs mme mlle "
    "sr sra srta dra ing lic dipl mag hr fr dott sig st ste mt ft rs approx ca incl excl vs viz cf eg ie rd "
    "z.b d.h u.a zzgl bzw p.ej".split()
)
# Do not end a sentence when a figure follows.
BEFORE_NUMBERS = frozenset(
    "no nos nr núm num art fig figs p pp vol ch sec sect para eq ex ext tel ver v c ca approx est rs re "
    "jan feb mar apr jun jul aug sep sept oct nov dec ene abr ago dic mär mrz dez janv févr avr juil déc bd abs ziff".split()
)
# May end a sentence; they do only when a word that opens sentences follows.
SUFFIXES = frozenset(
    "inc corp co ltd llc llp lp plc cos bros mfg intl assn assoc dept univ jr esq etc al bn mn mln bln tn mm "
    "m b k cr lac est dist ave blvd rd ph.d ph e.v a.m p.m am pm jan feb mar apr jun jul aug sep sept oct nov dec "
    "no nos ed eds ser pty pte pvt gmbh ag sa srl bhd sdn tbk hon ret resp min max avg orig".split()
)
# A single letter after one of these is its number ("Series B."), not an initial.
LETTERED = frozenset(
    "series serie série seria class classes round plan phase tier schedule exhibit vitamin category step type part "
    "option appendix annex section article runde group grade figure table point model site block unit hepatitis "
    "level stage wave batch cohort tranche pre-series zone terminal question version".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "januar februar märz mai juni juli oktober dezember".split()
)
ORDINAL_NOUNS = MONTHS | frozenset(
    "quartal halbjahr jahrhundert jahrestag runde platz stock etage finanzierungsrunde".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SAYING = (
    "said|says|asked|asks|added|adds|wrote|writes|told|tells|replied|joked|explained|argued|warned|noted|quipped|"
    "concluded|continued|recalled|insisted|shouted|tweeted|posted|laughed"
)
EXCLAIMING = frozenset("yahoo jeopardy yum chumba kahoot joomla eat moneygram".split())

# Open a sentence and hardly ever end a product's name: trusted after any word.
OPENERS = frozenset(
    "the this these those there they their then throughout thus therefore today together under unlike we what when "
    "where whether which while who why with within without you your after again against along already also alongside "
    "although amid among an and another any as at based because before behind being besides between beyond but by "
    "compared consequently currently despite due during each earlier either even eventually every everyone except few "
    "finally firstly following formerly fortunately from furthermore given having he hence her here his how however if "
    "importantly including indeed initially instead interestingly it its lastly later less likewise looking many "
    "meanwhile moreover my nearly neither nevertheless nobody none nonetheless nor notably nothing of often originally "
    "our otherwise overall particularly perhaps previously prior rather recently regarding reportedly she similarly "
    "simultaneously since some someone sometimes soon specifically still subsequently such thanks though through to "
    "traditionally ultimately unfortunately until upon whereas whoever whose additionally according across about above "
    "accordingly afterwards altogether apparently around both certainly clearly generally historically obviously "
    "several separately secondly thirdly typically usually".split()
) | frozenset(word for word in MONTHS | DAYS if word not in ("may", "march"))
# Of these, what no name ends with: trusted after a name that stands nowhere else.
PLAIN_OPENERS = frozenset(
    "the this these those there they their however although meanwhile moreover furthermore nonetheless nevertheless".split()
)
# End no sentence: what follows them without a space lost the space alone.
UNFINISHED = frozenset(
    "the a an of to in for and or with by at from its their his her our your as than that which who is are was were be on".split()
)
# Open a sentence too, but also end names ("ServiceNow", "LinkedIn"): trusted only after a lower-case word.
WEAK_OPENERS = frozenset(
    "a i in now on up all one first second next more most only out over like so last for me us go not no yes once "
    "just march may much other others two three four five six seven eight nine ten per is are do does did can could "
    "let see say look take make get put off down new both back".split()
)
# Word endings of plain English words: what stands before them is a word, not the first half of a name.
PLAIN_ENDINGS = (
    "tion tions sion sions ment ments ness ance ence ances ences ings ing ity ities ies ly ble ous ful less ers ors "
    "ives ive ated ized ised ted ded ned red sed led wed ked ked ped ged ced ved ied cts als als ual ual ics rms ngs "
    "nts rts lds ths ure ures ages age ists ism isms ship ships ward wards wide tes ses ces ges ves des nes res les kes"
).split()
# Open a sentence in other languages; trusted only after an abbreviation.
FOREIGN_OPENERS = frozenset(
    "el los las un una unos según además también sin pero para por ella él este esta der die das den dem ein eine einen im nach auch er sie es wir "
    "le les une selon il elle ils elles cette ce lo gli nel della o os as uma segundo het een de det ett han hun hon".split()
)
# Begin a name that goes on with a capital ("McKinsey", "DrJiang").
PREFIXES = frozenset("mc mac dr mr mrs ms st de di du la le da van von del fitz prof sir el al".split())
