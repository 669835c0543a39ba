"""Words that shape names: legal forms, titles, generic parts, and capitalised words that are no names."""


def listed(words: str) -> frozenset[str]:
    """A set of words from one readable string."""
    return frozenset(words.split())


LEGAL = listed(
    "inc ltd llc plc corp corporation co company gmbh ag se sa sas srl spa nv bv ab asa as a/s oy oyj ehf hf kk pte "
    "pvt limited incorporated sl sarl kg the"
)
TITLES = listed(
    "mr mrs ms miss dr prof professor sir dame lord lady sr sra señor señora herr frau monsieur madame mme judge"
)
GENERIC = listed(
    "capital partners ventures venture fund funds bank group holdings holding investments investment equity management "
    "energy health media games technologies technology systems labs international global industries foods robotics "
    "metals finance financial credit trust securities services solutions software city north south east west new "
    "growth digital data pay bio medical space partner council board ministry office agency first"
)
NOT_NAMES = listed(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre januar februar märz mai juni juli oktober dezember "
    "series serie round seed q1 q2 q3 q4 h1 h2 fy fy22 fy23 fy24 fy25 fy26 ceo cfo cto coo cio cmo chief executive "
    "officer ipo spac ebitda arr esg ai it m&a r&d b2b saas gmv kpi pr hr usd eur gbp jpy cny cad aud nzd hkd sgd twd "
    "brl mxn inr krw sek nok dkk isk chf pln zar kes ugx ngn rmb rs mw gw kw mwh gwh kwh i american british "
    "canadian swedish danish norwegian finnish icelandic german french spanish italian dutch swiss austrian belgian "
    "irish scottish welsh portuguese polish czech hungarian greek turkish russian ukrainian indian pakistani chinese "
    "japanese korean taiwanese australian mexican brazilian argentine argentinian chilean colombian peruvian ecuadorian "
    "african kenyan nigerian ugandan tanzanian ghanaian egyptian moroccan israeli saudi emirati european asian nordic "
    "latin english mandarin arabic western eastern northern southern pre-series pre-seed"
)
OPENERS = listed(
    "a an the this that these those it its they their them he his she her we our you your i who whose which what when "
    "where why how if while although though because since as at by for from in into of off on onto out over to under "
    "up upon with within without about above across after against along among around before behind below beneath "
    "between beyond during despite down except inside near per through throughout toward until till via and but or nor "
    "so yet not no none neither either both each every all any some many most more much few fewer several other others "
    "another one two three four five six seven eight nine ten eleven twelve half once only also even just still then "
    "there here now today yesterday tomorrow later earlier recently currently previously formerly meanwhile however "
    "moreover instead thus therefore hence besides together according compared unlike like overall finally last next "
    "first second third fourth such same least less nearly almost roughly approximately some everyone nobody nothing "
    "reportedly allegedly apparently meanwhile separately additionally post-money pre-money total totals "
    "revenue revenues sales orders profit profits losses loss earnings margin margins valuation value price prices "
    "cost costs cash debt equity shares share stock stocks shareholders shareholder holders holder investors investor "
    "backers lenders lender bankers banker buyers buyer sellers seller bidders bidder rivals rival customers customer "
    "users user clients client employees employee staff headcount workers jobs founders founder co-founder co-founders "
    "cofounder executives executive directors director board management regulators regulator analysts analyst advisers "
    "adviser advisors advisor lawyer lawyers people person sources source company companies firm firms group start-up "
    "startup startups business businesses bank banks fund funds funding financing money proceeds capital loan loans "
    "notes bonds bond facility credit grant grants deal deals transaction transactions acquisition acquisitions merger "
    "mergers takeover takeovers purchase sale sales listing listings offering offer offers bid bids agreement agreements "
    "contract contracts closing completion approval approvals clearance plans plan terms conditions tranche tranches "
    "closing holding net gross annual monthly quarterly operating recurring market markets products product backlog "
    "headquarters headquartered founded based established backed led raised valued owned operating asked born "
    "talks rumours rumors reports report newsletters article articles release filing prospectus document documents "
    "excluding including counting adding taking using making having being going given known said says tell told "
    "half most part talks members partners partner savings ground review government officials trade new old big "
    "small large local global national international public private state early late mid high low long short "
    "ready-made frozen oat net block consumer finance chief head chair chairman chairwoman chairperson president "
    "chef deputy vice senior junior general outside further greater existing previous current former "
    "acquired announced agreed completed signed sold bought closing founded launched hired "
    "plumbing warehouse anchor stalking-horse daily backlog arrears rates rate fee fees interest operating "
    "el la los las un una unos unas en de del al por para con sin según como cada su sus lo le se no sí más hoy ayer "
    "esta este estos estas aquella nueve ocho dos tres cuatro cinco siete diez once doce empresa compañía fondo banco "
    "der die das den dem des ein eine einer einem einen im in am an auf aus bei mit nach von vor zu zum zur und oder "
    "aber nicht auch wie wenn dass er sie es wir ihr sein ihre ende seit bis für über unter laut insgesamt rund etwa "
    "le la les un une des du de en dans sur pour par avec sans et ou mais il elle ils elles ce cette ces son sa ses "
    "leur leurs selon depuis avant après chez entre l'entreprise société groupe"
)
GERMAN_NOUNS = listed(
    "zwei drei vier funf sechs sieben acht neun zehn elf zwolf personen menschen insider millionen million milliarden milliarde mio mrd euro dollar franken prozent familie ende anfang mitte januar februar "
    "marz april mai juni juli august september oktober november dezember firma unternehmen genossenschaft runde "
    "investor hauptinvestor investoren grunder kaufer verkaufer maschinenbauer hersteller bank fonds kunden jahr jahre "
    "monate quartal umsatz gewinn stellen mitarbeiter beschaftigte anteile anteil aktien borse chef chefin vorstand"
)
"""Nouns (folded) that stand next to names in German deal news."""
