"""The sentence grid on texts that tempt it to cut wrongly, or not at all."""

import pytest

from service.domain.article import Format, Role
from service.reading.sentences import LONGEST, sentence_grid

# ‖ stands where a sentence must end; the rest of the text has no other boundary.
PLAIN = [
    "Acme raised $5 million. ‖It will hire.",
    "Acme, Inc. raised $5 million. ‖It will hire.",
    "The buyer is Acme Inc. ‖The seller is Beta Corp. ‖Both are private.",
    "Acme Corp. Chief Executive Ann Lee resigned.",
    "Beta Ltd. and Gamma Co. will merge. ‖Nobody objected.",
    "The U.S. firm bought a U.K. rival. ‖It paid cash.",
    "It moved to the U.S. ‖The rest stayed.",
    "The U.S. House of Representatives voted.",
    "He works in Washington, D.C. ‖She does not.",
    "It paid $1.5 bn. for the unit. ‖Nobody else bid.",
    "It paid $1.5 bn. ‖The price was high.",
    "Shares rose 3.7% to 12.45 euros. ‖Volume was thin.",
    "Dr. Jiang founded it. ‖Prof. Wu advised him.",
    "DrJiang founded it. ‖He left in 2020.",
    "Mr. and Mrs. Smith sold. ‖Ms. Lee bought.",
    "Rear Adm. (ret.) Joan Stroud chairs it.",
    "Gen. Dynamo met Lt. Col. Harris and Sen. Poe.",
    "J. P. Rowe and George W. Hale signed. ‖Neither spoke.",
    "J.K. Rowe signed. ‖She left.",
    "It closed its Series B. ‖Tin Parasol led.",
    "It closed its Series B. ‖The round was small.",
    "They studied vitamin C. ‖They found little.",
    "The class A. shares are voting shares.",
    "See No. 5 for details. ‖See Nos. 6 and 7 too.",
    "Fig. 3 and Art. 12 apply. ‖Sec. 4 does not.",
    "The deal closed on Sept. 12, 2024. ‖The fee was paid.",
    "It opens at 9 a.m. on Monday. ‖It closes at 5 p.m. ‖The rest is silence.",
    "Acme vs. Beta was settled. ‖The terms are secret.",
    "It sells parts, e.g. valves, i.e. taps, etc. to plants.",
    "Lee et al. published it. ‖The journal is small.",
    "The issue is Rs. 500 crore. ‖The price is Rs. 90.",
    "St. Louis and Mt. Airy have plants. ‖Ft. Worth has none.",
    "Will it work? ‖Nobody knows! ‖We shall see…",
    "“Will it work?” asked Lee.",
    "“It works!” Smith said. ‖He smiled.",
    '"It works!" said Smith. ‖"We checked."',
    '"We grew. ‖We hired," said Lee.',
    "He said: “We grew.” ‖They had.",
    "‘Never,’ he said. ‖‘Not once.’",
    "It grew (by 4 percent.) ‖Then it fell.",
    "It grew (see p. 4). ‖Then it fell.",
    "It grew [3]. ‖Then it fell [4].",
    "Yahoo! Finance reported it. ‖Others did not.",
    "In 2024. ‖In 2025.",
    "Sales were flat in 2024. ‖412 people left.",
    "It sold 1.2 million units. ‖3.4 million were planned.",
    "eBay bought it. ‖iPhone sales rose. ‖eBay sold it.",
    "Visit www.example.com/a.b?c=d. ‖Then call.",
    "Write to press@acme.example or ann.lee@beta.co.uk. ‖We answer.",
    "Node.js and ASP.NET developers met. ‖Booking.com paid.",
    "Wait... ‖Then run.",
    "It was ... unclear. ‖It stayed so.",
    "The price – about $2 billion (approximately 140 billion RMB). ‖It was high.",
    "The A.I. start-up grew. ‖It hired.",
    "Version 2.0 shipped. ‖Version 2.1 did not.",
    "They met at 10.30 on 12.05.2024. ‖They left.",
    "A Ph.D. student wrote it. ‖A Ph.D. ‖The end.",
    "It raised €5m.  ‖Twice the plan.",
    "It raised €5m.\u00a0‖Twice the plan.\u2009‖Thrice.",
    "It raised 5m.\u3000‖It spent 4m.",
    "Great news! ‖🚀 We raised money. ‖🎉 Thanks.",
    "Die Firma wurde am 5. Mai 2024 gegründet. ‖Sie wächst.",
    "Die Müller GmbH verkauft z.B. Ventile. ‖Der Preis ist hoch.",
    "Im 3. Quartal stieg der Umsatz. ‖Im 4. Quartal fiel er.",
    "¿Quién invirtió? ‖Nadie lo sabe. ‖¡Increíble!",
    "La Sra. Gómez dirige Acme S.A. de C.V. ‖El fondo aportó 3 millones.",
    "El Sr. Pérez compró 3.200 acciones. ‖Pagó 1.900 dólares.",
    "M. Dupont a vendu. ‖Mme. Durand a acheté.",
    "公司完成融资。‖投资方未披露。‖估值约14亿元！",
    "她说：“盐不会着火。”‖她笑了。",
    "総額は10億円。‖投資家は非公表。",
    "本轮融资4.3亿元，由Lumpfish Capital领投。‖估值未披露。",
]
GLUED = [
    "It closed a funding round‖This round was large.",
    "It is a leader in the industry‖The company was founded in 2019.",
    "It won the auction for Tjurskalle Spel.‖The American group will pay.",
    "Prices rose by 4%.‖Analysts were surprised.",
    'He has "a car".‖She walks.',
    "“It grew.”‖They had hoped for more.",
    "It was founded in 2019.‖It employs 40 people.",
    "The valuation was €5m.‖No one objected.",
    "It hired 40 people.‖A spokesperson confirmed it.",
    "It closed its Series B.‖The round was small.",
    "They raised money from investors‖However, the valuation fell.",
    "The firm bought new machines‖These are made in Japan.",
    "He spent 16 years with the giant‖As a leader he was admired‖Over time he left.",
    "Workers at Microsoft left. ‖He is tied to Microsoft‖The rest stayed.",
    "It was founded by DrJiang Daxin.‖DrWu joined.",
    "It listed in 2007‖The price doubled.",
]
NOT_GLUED = [
    "OpenAI and DeepMind compete with ByteDance.",
    "The iPhone maker sold eBay shares on YouTube.",
    "McKinsey advised MacArthur and O’Reilly at LinkedIn.",
    "PayPal, SoftBank, AstraZeneca, PhonePe and GmbH are names.",
    "StepStar joined SenseTime and CloudWalk in the ranking.",
    "ServiceNow and BuyNow met TheStreet at WeWork.",
    "JavaScript and TypeScript run on macOS, iOS and watchOS.",
    "The 23andMe breach and the 5G and 4K launches made news.",
    "LeBron and DeShawn play for #StrongerTogether and @HereWeGo.",
    "The HealthTech and FinTech funds of BlackRock grew.",
    "Read more on OverTheCap and RoofClaim.com today.",
    "It uses PostgreSQL, MongoDB and NumPy with getAll() calls.",
    "easyJet, airBaltic and comScore are listed.",
    "A PhD and an MBA met the CEOs, CFOs and VCs.",
]
LAYOUT = [
    "Title of the piece‖\n\nFirst paragraph is here.‖\nSecond one is here.",
    "First line without a stop‖\r\n\r\nSecond line without a stop",
    "- one item is here‖\n- another item is here‖\n* a third",
    "1. Avocado exporters fear a short season‖\n2. County to repaint toilets",
    "a) The first condition.‖\nb) The second condition.",
    "One line.‖\u2028Another line.‖\u0085A third.",
    "It raised money from Acme,\nwhich is a fund that has been investing in small companies since 2001.",
]


def cut(text: str, form: Format = Format.TEXT) -> list[str]:
    return [text[s.start : s.end] for s in sentence_grid(text, form)]


@pytest.mark.parametrize("marked", PLAIN + GLUED + NOT_GLUED + LAYOUT[:-1])
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    """Every text is cut at its marks and nowhere else."""
    assert cut(marked.replace("‖", "")) == [piece.strip() for piece in marked.split("‖")]


def test_a_line_that_ends_in_mid_phrase_goes_on() -> None:
    """A line break after a comma, before a lower-case word, is no boundary."""
    text = "It has raised the money from Acme Capital and\nfrom a fund that invests in small companies."
    assert cut(text) == [text]


def test_hard_wrapped_text_is_read_as_paragraphs() -> None:
    """Lines broken at one width belong together, also across a capital."""
    text = (
        "The company said on Monday that it had raised forty million dollars\n"
        "from three investors and that it would hire eighty people before the\n"
        "end of the year. The round was led by the growth fund of Northern\n"
        "Lights Capital, which already owned a tenth of the shares and which\n"
        "has a seat on the board. Nobody else commented."
    )
    assert len(cut(text)) == 3


def test_a_glued_page_is_recognised_by_its_sure_cases() -> None:
    """Where a page glues twice for sure, a name that stands elsewhere is trusted to begin a sentence too."""
    text = (
        "Jiang left. He is tied to MicrosoftJiang joined in 2007. It was a round for all investors"
        "The price was high. They led many roundsThis was one. Microsoft said so."
    )
    assert "Jiang joined in 2007." in cut(text)


def test_a_repeated_name_is_never_cut() -> None:
    """A word that the text repeats as it stands is a name, whatever it seems to be made of."""
    text = (
        "Mart and Jio met. JioMart grew. They saw roundsThis and roundsThat. JioMart fell. Mart and Jio left."
    )
    assert not any(sentence.startswith("Mart ") and "grew" in sentence for sentence in cut(text))


def test_markdown_headings_lists_and_tables_are_told_apart() -> None:
    """Markdown's own marks decide roles, and stay in the text."""
    text = (
        "# Acme raises money\n\nAcme raised $5m. It will hire.\n\n## Terms\n\n"
        "| Item | Value |\n|---|---|\n| Amount | $5m |\n\n- one point\n- another point\n\nOwnership\n---------\nTwo funds own it."
    )
    grid = sentence_grid(text, Format.MARKDOWN)
    found = [(s.role, text[s.start : s.end]) for s in grid]
    assert (Role.HEADING, "# Acme raises money") in found
    assert (Role.HEADING, "## Terms") in found
    assert (Role.TABLE_ROW, "| Amount | $5m |") in found
    assert (Role.NOISE, "|---|---|") in found
    assert (Role.CONTENT, "- one point") in found
    assert (Role.HEADING, "Ownership") in found
    assert (Role.CONTENT, "It will hire.") in found


def test_columns_set_with_spaces_are_rows() -> None:
    """Lines with the same columns, one below the other, are a table; prose after double spaces is not."""
    text = "The terms were these.\n\nAmount      $5 million\nValuation   $40 million\nInvestors   3\n\nIt ended.  It was over.  All left."
    roles = [s.role for s in sentence_grid(text, Format.TEXT)]
    assert roles.count(Role.TABLE_ROW) == 3
    assert roles[-3:] == [Role.CONTENT] * 3


def test_no_sentence_is_longer_than_the_window_takes() -> None:
    """Text without full stops is cut at its soft breaks, CJK text four times as early."""
    latin = "; ".join(f"item number {n} of the long list" for n in range(200))
    chinese = "，".join("公司已经完成新一轮融资" for _ in range(200))
    assert max(map(len, cut(latin))) <= LONGEST
    assert max(map(len, cut(chinese))) <= LONGEST // 4
    assert all(piece.endswith(";") for piece in cut(latin)[:-1])
    assert "".join(cut(chinese)) == chinese
