"""What deal news is about, beyond single words: each concept with the ways it is commonly put.

A question about revenue is not answered by a sentence that speaks of neither revenue nor sales nor turnover,
however many other words they share. Patterns are matched in folded text (lower case, no accents).
"""

import re
from functools import lru_cache

from service.retrieval.tokens import fold

_CONCEPTS = {
    "revenue": r"revenues?|sales|turnover|top line|\barr\b|bookings|ingresos|facturacion|umsatz|营收|收入",
    "profit": r"profit|ebit|net income|earnings|in the black|break.?even|cash.positive|making money|margin",
    "loss": r"\bloss(?:es)?\b|lost money|in the red|write.?off|unprofitable|not profitable",
    "valuation": r"valu(?:ation|ed|es|ing)|\bworth\b|post.?money|pre.?money|market cap|before (?:the )?(?:new )?money|after (?:the )?(?:new )?money|"
    r"price tag|估值|valuacion|puts the company",
    "raise": r"\brais(?:e|es|ed|ing)\b|amass|secur(?:ed|es)|garner|\bround\b|funding|financing|series [a-k]\b|\bseed\b|capital|scoops|lands|bags|closed|capta|融资|ronda",
    "invest": r"invest|back(?:ed|er|ing)|\bled\b|\bleads?\b|participa|took part|joined|\bput (?:money )?in|cheque|venture|stake|shareholder|paid in|attract|contribut|added|supplied|"
    r"topped up|inversor|投资|领投",
    "lead": r"\bled\b|\bleads?\b|leading|lider|headed|领投|anfuhr",
    "use_of_money": r"\buse[ds]?\b.{0,30}(?:proceeds|money|funds|capital)|(?:proceeds|money|funds|capital|cash|influx).{0,60}(?:\bfor\b|\bto\b|towards?|into|\bgo)|channel|earmark|"
    r"plans? to spend|spend|intends to use",
    "acquire": r"acqui|\bbuy|bought|purchas|take.?over|taking over|merg|swallow|swoop|\bbid\b|snap",
    "sell": r"\bsell|\bsold\b|\bsale\b|divest|unload|offload|dispos|cash out|exit",
    "stake": r"stakes?|percent of|per cent of|% of|\bshares?\b|holding|\bown(?:s|ed|ership)?\b|\bholds?\b|equity|minority|majority|持股",
    "investor_name": r"ventures?|capital|partners|fund\b",
    "list_publicly": r"\bipo\b|listing|\blist(?:ed)?\b|go(?:ing)? public|float|prospectus|stock exchange|nasdaq|nyse|\bbse\b|\bnse\b|debut|public offering|drhp|上市",
    "ticker": r"ticker|symbol|nyse:|nasdaq:",
    "exchange": r"exchange|nyse|nasdaq|\bnse\b|\bbse\b|london stock|bourse",
    "law_firm": r"law firm|legal|counsel|lawyers?|attorney|solicitor|llp\b|advised|represent",
    "adviser": r"advis[eo]r|advis(?:ed|ing)|bankers?|counsel|law firm|arrang|\bmanag(?:e|ing|ed) the|represent|acted for",
    "employees": r"employ|staff|head.?count|people work|workforce|workers|jobs|team of|colleagues|\bpeople\b|emplea|员工",
    "layoffs": r"lay.?offs?|job cuts|redundan|loss of \d+ jobs|cut \d+|shed",
    "chief": r"chief executive|\bceo\b|\bheads?\b|headed|\bhelm\b|\bruns?\b|running|\blead by|led by|\bboss\b|managing director|president|首席执行官",
    "finance_chief": r"\bcfo\b|chief financial|finance (?:chief|director|head)|head of finance|treasurer|runs finance|finanzchef",
    "tech_chief": r"\bcto\b|chief technology|technology chief|head of (?:technology|engineering|systems)|technical director|responsible for systems",
    "chair": r"\bchairs?\b|chairman|chairwoman|chaired",
    "founder": r"found(?:ed|er|ers|ing)|co-?found|establish|set up|started|was born|nacio|fundad|fundo|创",
    "founded": r"found(?:ed|ing|ation)|establish|incorporated in (?:19|20)|\bset up\b|started|inception|dating|nacio en|成立",
    "based": r"headquarter|\bbased\b|\bbase\b|head office|\bhq\b|domicile|registered|incorporat|seat|sede|sitz|\bsits\b|located|总部|from [a-z]+,",
    "board": r"\bboard\b|director|seat",
    "successor": r"success|succeed|replac|takes? over|took (?:over|her|his)|steps? (?:down|in)|hands? over|appoint|resign|new chief|named",
    "customers": r"customers?|clients?|users?|subscri|merchants?|traders?|patients?|kunden|客户",
    "debt": r"\bdebt|\bloans?\b|borrow|facility|credit line|lend|lender|tranche|mezzanine|senior|bond|creditor|owed",
    "interest": r"interest|\brate\b|coupon|euribor|sofr|libor|basis points|percent a year|fixed \d|plus \d|charges?\b",
    "repay": r"repay|matur|tenor|due|falls due|runs for|amorti|grace",
    "fee": r"\bfees?\b|penalt|walk.?away|termination|break.?up|owes|charge",
    "price_per_share": r"per share|a share|apiece|price band|price range|offer price|issue price",
    "condition": r"condition|subject to|requires?|approv|clear(?:ed|ance)?|regulator|antitrust|consent|contingent|watchdog|depends on|genehmig",
    "close_date": r"clos(?:e|es|ed|ing)|complet(?:e|es|ed|ion)|expected to|by the end of|quarter",
    "announce": r"announc|said on|reported|disclos|unveil",
    "terminate": r"terminat|call(?:ed)? (?:it )?off|abandon|withdr[ae]w|walk(?:ed|s)? away|end(?:ed)? (?:the|their)|collaps|pull(?:ed|s)|cancel|fall(?:s|en)? (?:away|through)|drop(?:ped)?|scrap",
    "product": r"product|platform|service|software|app\b|model|system|device|develops|makes|builds",
    "competitors": r"compet|rival|peers",
    "price": r"\bpric(?:e|ed|ing)\b|\bcosts?\b|\bfor (?:[a-z]{2,3})?\s?[$€£]|\bpaid\b|\bpays?\b|fetch|charge",
    "patents": r"patents?",
    "market_share": r"market share|share of the market|percent of the market",
    "salary": r"salar|\bpay of|compensation|wages?|bonus",
    "dividend": r"dividends?|payout|buy.?back",
    "backlog": r"backlog|order book|contracted",
    "grant": r"\bgrants?\b|subsid|public money",
    "licence": r"licen[cs]e|licensed|authori[sz]ation",
    "rumour": r"rumou?r|speculat|reportedly|in talks|weighing|said to be|market talk|unconfirmed|denied|declined to comment",
    "budget": r"budget|development cost|cost of developing",
    "growth": r"growth|grew|grown|rose|increase|up from|doubled|tripled|year earlier|year before",
    "size_of_fund": r"fund size|size of the fund|closed its .{0,20}fund|assets under management",
    "education": r"graduat|degree|studied|university|professor|phd",
    "career": r"former|previously|joined|career|worked (?:at|for)|spent .{0,12}years|earlier|veteran|before (?:joining|founding|moving)",
    "age": r"\baged?\b|years old|\bborn\b",
}
AMOUNTS = frozenset(
    "revenue profit loss valuation raise debt fee grant backlog price salary dividend budget stake layoffs".split()
)
"""Things with a figure each: a sentence with the figure of one does not answer for another."""
_COMPILED = {name: re.compile(rf"(?:{pattern})") for name, pattern in _CONCEPTS.items()}
_ANYWHERE = frozenset({"investor_name"})


@lru_cache(maxsize=50_000)
def concepts_of(text: str) -> frozenset[str]:
    """The concepts that a text speaks of.

    >>> sorted(concepts_of("How many staff has it?")), sorted(concepts_of("It employs 62."))
    (['employees'], ['employees'])
    """
    folded = fold(text)
    return frozenset(name for name, pattern in _COMPILED.items() if pattern.search(folded)) - _ANYWHERE
