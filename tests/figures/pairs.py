"""Pairs of figures that say the same, and pairs that do not: one pair a line, `a | b`, by kind."""

SAME = """
$2bn | US$2,000 million
$2bn | 2 billion dollars
$2 billion | USD 2bn
$2 billion | two billion dollars
$2 billion | US$2.0 billion
$40m | $40 million
$40m | 40 million dollars
$40m | USD 40,000,000
$40m | $40mn
$40m | $40MM
$40m | 40 million US dollars
$40M | US$ 40 m
$1.5 million | $1,500,000
$1.5 million | one and a half million dollars
$500 million | half a billion dollars
$0.5bn | $500m
$1.2tn | $1.2 trillion
$640,000 | 640 thousand dollars
$12.50 | 12.50 dollars
$3m | three million dollars
$25 million | twenty-five million dollars
€40m | 40 million euros
€40m | EUR 40 million
€40m | 40 Mio. Euro
€1,5 Mio. | 1.5 million euros
1,5 Millionen Euro | €1.5m
3 Mrd. Euro | €3bn
3 Milliarden Euro | 3 billion euros
2.000 millones de euros | €2bn
dos millones de euros | €2 million
12,5 millions d'euros | €12.5m
deux milliards d'euros | €2 billion
zwölf Millionen Euro | €12m
eine halbe Milliarde Euro | €500m
un millón de dólares | $1 million
2 mil millones de dólares | $2 billion
45 millones de dólares | US$45m
£12.5 million | 12.5 million pounds
£12.5m | GBP 12.5 million
£12.5m | 12.5 million pounds sterling
£2.4bn | £2,400m
C$70 million | 70 million Canadian dollars
C$70m | CAD 70 million
C$70m | CA$70,000,000
A$3.1bn | 3.1 billion Australian dollars
A$3.1bn | AUD 3,100 million
AU$5m | A$5 million
NZ$9 million | NZD 9m
HK$1.5bn | HKD 1,500 million
HK$1.5bn | 15亿港元
S$20m | SGD 20 million
NT$3bn | TWD 3 billion
R$ 60 million | BRL 60m
R$60 million | 60 million reais
MX$400m | 400 million Mexican pesos
MXN 400 million | 400 million Mexican pesos
¥500 million yuan | RMB 500m
RMB 300 million | 3亿元
RMB 300 million | 300 million yuan
300 million yuan | 3亿元人民币
CNY 20 billion | 200亿元
3000万美元 | $30 million
1.5亿美元 | $150m
两亿美元 | $200 million
十亿美元 | $1bn
1.2万亿元 | RMB 1.2 trillion
5000万欧元 | €50m
12 billion yen | JPY 12bn
38 billion yen | ¥38 billion Japan
500 billion won | ₩500bn
₩500bn | KRW 500 billion
Rs 260 crore | ₹260 crore
Rs 260 crore in India | INR 2.6 billion
₹9 lakh | INR 900,000
₹180 crore | INR 1,800 million
₹1 lakh crore | INR 1 trillion
INR 2,300 crore | ₹23 billion
SEK 1.42 billion | SEK 1,420 million
SEK 1.42bn | 1.42 billion Swedish kronor
SEK 900 million | 900 million Swedish kronor
NOK 85 million | 85 million kroner
NOK 85m | 85 million Norwegian kroner
DKK 41,000 | 41,000 Danish kroner
DKK 40m | 40 million kroner
ISK 32.2 billion | 32.2 billion Icelandic krónur
CHF 22 million | 22 million Swiss francs
CHF 22m | Fr. 22 Mio.
22 millions de francs suisses | CHF 22 million
PLN 400m | 400 million zloty
30 zł | PLN 30
KES 6 billion | KSh 6bn
KES 60,000 | 60,000 Kenyan shillings
₦50bn | NGN 50 billion
ZAR 12 million | 12 million rand
₺100m | TRY 100 million
₪30m | ILS 30 million
TRY 100 million | 100 million Turkish lira
several hundred million dollars | hundreds of millions of dollars
several hundred million dollars | 数亿美元
several hundred million yuan | 数亿元
tens of millions of euros | 数千万欧元
several billion dollars | billions of dollars
$10-12 million | $10 million to $12 million
$10-12 million | between $10 million and $12 million
$10–12m | $10 to $12 million
KES 500 to KES 60,000 | between KES 500 and KES 60,000
€5-7m | between €5m and €7m
up to $300 million | as much as $300 million
up to €40m | bis zu 40 Mio. Euro
at least €8 million | no less than €8m
over $400 million | more than $400m
more than $400 million | in excess of $400 million
nearly $3bn | almost $3 billion
about $5m | approximately $5 million
around $5m | roughly $5 million
less than $5m | under $5 million
58 percent | 58%
58 per cent | 58 pct
58% | 58 Prozent
12,5 Prozent | 12.5%
58 por ciento | 58 percent
15 pour cent | 15%
30% | 百分之三十
30% | 三成
50 percent | half of the
33.33 percent | a third of
20% | one fifth of
2 percentage points | two percentage points
2 percentage points | 200 basis points
0.5 percentage points | 50 bps
half a percentage point | 50 basis points
120 basis points | 1.2 percentage points
5 to 7 percent | between 5% and 7%
up to 5 percent | as much as 5%
2个百分点 | 2 percentage points
340 laboratories | 340 labs
1,320 employees | 1320 employees
12 people | twelve people
eleven bids | 11 bids
a dozen investors | 12 investors
two dozen investors | 24 investors
400,000 parcels | 4 lakh parcels
2.3 million customers | 2,300,000 customers
84 thousand patients | 84,000 patients
over a dozen investors | more than 12 investors
14.2 MW | 14.2 megawatts
200 MWh | 200 megawatt-hours
200 MWh | 200 megawatt hours
12 kg | 12 kilograms
12 kg | 12 kilos
9,000 tonnes | 9,000 tons
164名员工 | 164 employees
十二家机构 | 12 firms
18 months | a year and a half
18 months | 1.5 years
12 months | one year
24 months | two years
90 days | three months
60 months | five years
14 days | two weeks
five-year | 5 years
three years | 36 months
18个月 | 18 months
doce meses | un año
34-year-old | aged 34 years
3x | three times
3x | threefold
tripled | three times
doubled | 2x
4.2x | 4.2 times
2倍 | 2x
June 14, 2025 | 14 June 2025
June 14, 2025 | 14/06/2025
June 14, 2025 | 2025-06-14
June 14, 2025 | 2025年6月14日
June 14th, 2025 | 14th of June 2025
14 de junio de 2025 | 14 June 2025
14. Juni 2025 | June 14, 2025
14 juin 2025 | 14 June 2025
Jun 14, 2025 | June 14, 2025
June 2025 | 2025年6月
June 2025 | junio de 2025
Q1 2025 | first quarter of 2025
Q1 2025 | 1Q25
Q1 2025 | 2025年第一季度
Q1 2025 | first three months of 2025
H1 2025 | first half of 2025
H2 2024 | second half of 2024
FY24 | fiscal 2024
FY24 | fiscal year 2024
in 2019 | 2019年
November 17 | 17 November
"""

DIFFERENT = """
$40m | €40m
$40m | C$40m
$40m | A$40m
$40m | £40m
$40m | HK$40m
$40m | R$40m
$40m | S$40m
$40m | NZ$40m
$40m | ¥40m
C$40m | A$40m
€40m | £40m
€40m | CHF 40m
SEK 40 million | NOK 40 million
SEK 40 million | DKK 40 million
NOK 40 million | ISK 40 million
SEK 40 million | 40 million kroner
₹40 crore | $40 crore
RMB 300m | JPY 300m
300 million yuan | 300 million dollars
3亿元 | 3亿美元
3亿元 | 3亿港元
3亿元 | 3万元
3亿元 | 30亿元
3亿元 | 3000万元
5000万美元 | 5亿美元
数亿元 | 数千万元
数亿美元 | 数亿元
₩500bn | ¥500bn
PLN 400m | CZK 400m
KES 60,000 | UGX 60,000
MXN 400m | ARS 400m
$400 million | 400 million Mexican pesos
70 million Canadian dollars | 70 million US dollars
$40m | $40bn
$40m | $4m
$40m | $400m
$40m | $41m
$40m | $40.5m
$40m | $40
$40m | $40k
$1.42bn | $142m
$1.42bn | $14.2bn
$1.42bn | $1.24bn
$2bn | $2tn
€1,5 Mio. | €15m
1,5 Millionen Euro | 1,5 Milliarden Euro
3 Mrd. Euro | €3m
2.000 millones de euros | €2m
12,5 millions d'euros | €125m
Rs 260 crore | Rs 260 lakh
Rs 260 crore | Rs 260 million
₹9 lakh | ₹9 crore
INR 2,300 crore | INR 230 crore
two million dollars | two billion dollars
half a billion dollars | half a million dollars
half a million dollars | one and a half million dollars
several hundred million dollars | $300 million
several hundred million dollars | several million dollars
several hundred million dollars | several billion dollars
tens of millions of euros | hundreds of millions of euros
tens of millions of dollars | tens of millions of euros
$10-12 million | $10 million
$10-12 million | $10-15 million
$10-12 million | $12 million
$10-12 million | €10-12 million
between 5 and 7 percent | 5 percent
up to $300 million | $300 million
up to $300 million | at least $300 million
at least $8m | $8m
at least $8m | up to $8m
more than $400m | $400m
more than $400m | less than $400m
over $3bn | under $3bn
nearly $3bn | over $3bn
about $5m | more than $5m
nearly $5m | $5m
58 percent | 59 percent
58 percent | 5.8 percent
58% | 85%
58 percent | 58 percentage points
58 percent | 58 basis points
2 percent | 2 percentage points
2 percentage points | 2 basis points
50 basis points | 5 percentage points
50 percent | 0.5 percentage points
58 percent | $58
58% | 58 people
30% | 三十个
三成 | 四成
百分之三十 | 百分之十三
half of the | a third of
5 to 7 percent | 5 to 8 percent
up to 5% | 5%
340 labs | 341 labs
340 labs | 34 labs
340 labs | 3,400 labs
eleven bids | twelve bids
a dozen investors | ten investors
4 lakh parcels | 40,000 parcels
2.3 million customers | 2.3 billion customers
14.2 MW | 14.2 GW
14.2 MW | 14.2 MWh
200 MWh | 200 GWh
200 MWh | 200 kWh
12 kg | 12 tonnes
340 labs | $340
164 employees | 164 percent
18 months | 18 years
18 months | 18 days
18 months | two years
90 days | 90 weeks
three years | four years
a year and a half | half a year
12 months | 13 months
34-year-old | 43-year-old
3x | 4x
tripled | doubled
3x | 3 percent
threefold | fourfold
2倍 | 3倍
June 14, 2025 | June 15, 2025
June 14, 2025 | June 14, 2024
June 14, 2025 | July 14, 2025
June 14, 2025 | June 2025
June 2025 | 2025
Q1 2025 | Q2 2025
Q1 2025 | Q1 2024
Q1 2025 | H1 2025
H1 2025 | H2 2025
first quarter of 2025 | fourth quarter of 2025
FY24 | FY25
fiscal 2024 | in 2024
2025年6月14日 | 2025年6月15日
2025年6月 | 2025年7月
14/06/2025 | 14/07/2025
in 2019 | in 2020
in 2019 | in 1919
November 17 | November 18
14 de junio de 2025 | 14 de julio de 2025
14. Juni 2025 | 14. Juli 2025
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    rows = [line.split(" | ") for line in table.strip().splitlines()]
    return [(a, b) for a, b in rows]


SAME_PAIRS = _pairs(SAME)
DIFFERENT_PAIRS = _pairs(DIFFERENT)
