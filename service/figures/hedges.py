"""Words that make a statement less than a fact (hedges) and words that deny it (negations)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from service.figures.language import SPOKEN, guess


class HedgeKind(StrEnum):
    REPORTED = "reported"
    TENTATIVE = "tentative"
    EXPECTED = "expected"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge and where it stands, in code points."""

    kind: HedgeKind
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that denies; `hard` for grammar ("not"), soft for meaning ("rejected", "undisclosed")."""

    raw: str
    start: int
    end: int
    hard: bool


_R, _T, _E, _U = HedgeKind.REPORTED, HedgeKind.TENTATIVE, HedgeKind.EXPECTED, HedgeKind.UNCLEAR

_HEDGES: dict[str, dict[HedgeKind, str]] = {
    "en": {
        _R: (
            r"reported(?:ly)?(?= to\b| that\b| to be\b|ly)|reportedly|allegedly|rumou?r(?:s|ed)?|purported(?:ly)?|supposedly|"
            r"said to (?:be|have)|is said|are said|believed to|thought to|understood to|market talk|speculation|whispers?|"
            r"(?:people|person|persons|sources?|insiders?) (?:familiar|close|with knowledge|briefed|involved)|"
            r"(?:two|three|several|a|one|some) (?:people|persons?|sources?|bankers?) (?:familiar|close|said|says|say|who|with|involved|told)|"
            r"one of the (?:people|sources|bankers)|a source|sources say|sources said|"
            r"according to (?:an? )?(?:reports?|people|persons?|sources?|unconfirmed|two|three|insiders?)|reports? (?:say|says|indicate|suggest)|"
            r"newsletters? reported|unconfirmed|alleged|story holds|estimates? (?:put|valuing)|two sources|the insider|talk that|only talk"
        ),
        _T: (
            r"in talks|talks|talking (?:to|with)|in discussions|under discussion|discussing|considering|considers|weigh(?:s|ing)|explor(?:es|ing)|mulling|"
            r"(?-i:may)(?! \d)|might|could|possibl[ey]|potential(?:ly)?|perhaps|probably|likely|would consider|studying|"
            r"in negotiations|negotiating|seeking|seeks|looking at|preparing"
        ),
        _E: (
            r"expected|expects?|anticipated|anticipates?|scheduled|slated|(?<!falls )(?<!fall )due (?:to|in|by|on)|is due|are due|planned|plans?|planning|"
            r"intends?|intended|aims?|aiming|targets?|targeting|hopes?|hoped|projected|forecasts?|proposed|set to|on track to|estimated"
        ),
        _U: (
            r"unclear|uncertain|not (?:yet )?(?:been )?confirmed|unconfirmed|not (?:yet )?clear|remains to be seen|could not (?:be )?"
            r"confirm(?:ed)?|no final decision|neither confirmed nor denied|declined to comment|would not confirm|"
            r"neither company has c\w+|depend(?:s|ing) on|hinges? on|subject to|if "
        ),
    },
    "zh": {
        _R: r"据报道|据悉|据称|据传|传闻|传出|有消息称|消息人士|知情人士|市场人士|有市场人士|据说|称(?=投|估)",
        _T: r"洽谈|商谈|谈判|考虑|可能|或将|或(?=[于在将])|有意|拟(?!议)|寻求|探索",
        _E: r"预计|预期|计划|有望|将于|打算|拟于|目标",
        _U: r"尚不清楚|不明|不予置评|未经证实|尚未确认|尚未证实|未确认|未置评",
    },
    "de": {
        _R: r"angeblich|Berichten zufolge|dem Vernehmen nach|Insidern zufolge|soll(?:en)? (?:\w+ ){0,6}(?:sein|haben|werden|liegen)|Gerüchte?n?|laut Kreisen|Kreisen zufolge|mutmaßlich",
        _T: r"in Gesprächen|verhandel\w+|erwägt|erwägen|prüf(?:t|en)|könnten?|möglicherweise|womöglich|eventuell|vielleicht|dürften?",
        _E: r"erwartet|voraussichtlich|geplant|plant|planen|rechnet mit|soll\b|sollen\b|will\b|wollen\b|beabsichtigt|strebt",
        _U: r"unklar|ungewiss|nicht bestätigt|unbestätigt|wollte sich nicht äußern|offen\b",
    },
    "es": {
        _R: r"según (?:fuentes|dos|tres|personas|informes|trascendidos|reportes)|supuestamente|presuntamente|rumor(?:es)?|al parecer|habría\w*|se dice|fuentes cercanas|trascendió",
        _T: r"en conversaciones|negocia\w*|evalúa\w*|estudia\w*|podría\w*|posible(?:mente)?|quizás?|tal vez|explora\w*|probable(?:mente)?",
        _E: r"prev[éè]\w*|confía en|previsto|prevista|se espera|espera\w*|planea\w*|proyecta\w*|pretende\w*|busca\w*|apunta\w*",
        _U: r"no (?:quiso )?confirm\w+|sin confirmar|no está claro|incierto|declinó comentar",
    },
    "fr": {
        _R: r"selon (?:des|plusieurs|deux|une) (?:sources?|personnes?|proches)|aurai(?:t|ent)|serai(?:t|ent)|rumeurs?|présumé\w*|dit-on|d'après des sources|prétendument",
        _T: r"en discussions?|en négociations?|négocie\w*|envisage\w*|étudie\w*|pourrai(?:t|ent)|peut-être|probable(?:ment)?|éventuel\w*|possible(?:ment)?",
        _E: r"prévoit|prévu\w*|attendu\w*|devrai(?:t|ent)|compte \w+er|espère\w*|vise\w*|projette\w*|ambitionne\w*|table sur",
        _U: r"incertain\w*|pas confirmé\w*|non confirmé\w*|on ignore|pas clair|refusé de commenter",
    },
}

_HARD: dict[str, str] = {
    "en": r"not(?! only| just| least)|n['’]t|no(?!\.| longer| less| fewer| more than| later|\. ?\d|:)|never|neither|nor|none|nobody|nothing|without|cannot",
    "zh": r"没有|未(?!来)|不(?!断|仅|久|少|同|过|动产|低于|少于|超过|足|到)|无(?!锡|人|线)|非(?!洲|常)|否(?!则)|别无|并未",
    "de": r"nicht(?! nur)|kein\w*|nie(?:mals)?|weder|niemand|nichts|ohne",
    "es": r"no(?! solo| sólo)|nunca|jamás|ning[uú]n\w*|nadie|nada|sin|tampoco|ni",
    "fr": r"n['’](?=\w)|ne(?= )|pas|jamais|aucune?|rien|personne ne|sans|ni",
}
_SOFT: dict[str, str] = {
    "en": (
        r"reject(?:ed|s|ing)?|refus(?:ed|es|al|ing)|declin(?:ed|es)(?= to| the| an| a|\b)|den(?:ied|ies|y)|withdr[ae]w\w*|pull(?:ed|s|ing)? out|"
        r"drop(?:ped|s)|turn(?:ed|s|ing)? down|dismiss(?:ed|es)|terminat\w+|cancel\w*|abandon\w*|end(?:ed|s) (?:their|its|the)|"
        r"collaps\w+|fail(?:ed|s|ure|ing)?|undisclosed|unconfirmed|unsigned|uninsured|unsold|barred|bars?(?= )|blocked|excluded|excluding|"
        r"lacks?|lack(?:ed|ing)|absence|minus|postpon\w+|delay\w*|put off|against|lost|oppos\w+|premature|exonerat\w+|clear(?:ed|s)|"
        r"stepped down|resigned|departed|hands? over|no longer|only talk|gave up|left out|leaving out|halted|suspended|lapsed?|rather than|instead of|former(?:ly)?|unclear|unlikely|other than|free"
    ),
    "zh": r"拒绝|否认|撤回|终止|取消|放弃|失败|推迟",
    "de": r"lehnt\w* .{0,40}ab|abgelehnt|zurückgezogen|gescheitert|bestreitet|dementiert\w*|verweigert\w*|abgesagt|verschoben",
    "es": r"rechaz\w+|neg[óo]\w*|desmint\w+|retir\w+|cancel\w+|descart\w+|fracas\w+|abandon\w+|posterg\w+",
    "fr": r"reje?t\w+|refus\w+|dément\w*|retir\w+|annul\w+|abandonn\w+|échou\w+|report\w+",
}


@cache
def _hedge_pattern(language: str) -> re.Pattern[str]:
    edge = ("", "") if language == "zh" else (r"(?<![\w])", r"(?![\w])")
    kinds = "|".join(f"(?P<{kind.value}>{words})" for kind, words in _HEDGES[language].items())
    return re.compile(f"{edge[0]}(?:{kinds}){edge[1]}", re.IGNORECASE if language != "zh" else 0)


@cache
def _negation_pattern(language: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(f"(?P<hard>{_HARD['zh']})|(?P<soft>{_SOFT['zh']})")
    hard = _HARD[language].replace(r"n['’]t|", r"(?<=\w)n['’]t|")
    return re.compile(
        rf"(?:(?<![\w])(?P<hard>{hard})|(?P<short>n['’]t)|(?<![\w])(?P<soft>{_SOFT[language]}))(?![\w])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def find_hedges(text: str, language: str | None = None) -> tuple[Hedge, ...]:
    """The hedges of a text in one of the spoken languages; none in any other.

    >>> [h.kind.value for h in find_hedges("Acme is reportedly in talks to buy Bolt.")]
    ['reported', 'tentative']
    """
    spoken = language or guess(text)
    if spoken not in SPOKEN:
        return ()
    found = _hedge_pattern(spoken).finditer(text)
    return tuple(Hedge(HedgeKind(m.lastgroup or ""), m.group(), m.start(), m.end()) for m in found)


@lru_cache(maxsize=4096)
def find_negations(text: str, language: str | None = None) -> tuple[Negation, ...]:
    """The negations of a text in one of the spoken languages; none in any other.

    >>> [n.raw for n in find_negations("Neither side signed, and Alibaba did not invest.")]
    ['Neither', 'not']
    """
    spoken = language or guess(text)
    if spoken not in SPOKEN:
        return ()
    found = _negation_pattern(spoken).finditer(text)
    return tuple(Negation(m.group(), m.start(), m.end(), hard=m.lastgroup != "soft") for m in found)
