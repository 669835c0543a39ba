"""What surrounds an article on its page: advertisements, share buttons, prompts, navigation, credits.

A line is noise only when the whole of it is; whoever is in doubt says content.
"""

import re
from functools import lru_cache

LONGEST = 300  # no button or prompt is longer
FIGURE = re.compile(
    r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|RMB|SEK|NOK|DKK|INR|Rs)\b)\s?\d|\d\s?(?:%|percent|million|billion)",
    re.IGNORECASE,
)
ENDS = re.compile(r"[.!?。！？]['\"”’)]*$")
FULL = re.compile(
    "|".join(
        (
            # advertisements
            r"[\[(—–-]*\s*(?:advertis(?:e)?ments?|advertorial|ads?|sponsored(?: content| post)?|paid (?:content|post)|promoted"
            r"|story continues below(?: advertisement)?|(?:article )?continues (?:after|below)(?: this)? ad(?:vertisement)?"
            r"|anzeigen?|werbung|publicidad|anuncios?|publicité|pubblicità|publicidade|reklam[ae]?|annonse|广告|廣告|広告)\s*[\])—–:-]*\.?",
            # comments
            r"(?:make|leave|post|add|write) (?:a|your) (?:comment|reply)s?\b.{0,40}",
            r"\d[\d,.]* comments?\b.{0,60}|(?:no|view|show|see|hide|load|join the) (?:all |more )?(?:comments?|conversation)\b.{0,30}|comments?",
            r"comment(?:ing|s)? (?:is|are) (?:closed|for subscribers|disabled|off)\b.{0,40}",
            r"(?:please )?(?:log|sign) ?in (?:or \w+ )?to (?:leave|post|add|write|comment|reply|continue)\b.{0,60}",
            r"comentarios?(?: cerrados)?\b.{0,40}|deja (?:un|tu) comentario.{0,30}|kommentare?|(?:发表|查看|我要|网友)?评论|コメント(?:する)?",
            # read more
            r"(?:read|see|watch|view|learn|show|load|find out|discover) (?:more|next|now|also|on|full (?:story|article))\W{0,3}",
            r"(?:more|read|continue) (?:on|reading|here|below|stories|news)\W{0,3}",
            r"(?:read(?: more| also| next| on)?|also read|see also|you (?:may|might) (?:also )?(?:like|be interested in)|guess you like"
            r"|related(?: articles?| stor(?:y|ies)| news| reading| coverage| content)?|recommended(?: reading| for you)?|don['’]t miss|more on this"
            r"|further reading|watch(?: now)?|listen(?: now)?|in case you missed it|lee también|leer más|te puede interesar|más información"
            r"|lire aussi|à lire aussi|lesen sie auch|mehr zum thema|les også|läs också|læs også|leia também"
            r"|相关阅读|延伸阅读|推荐阅读|更多阅读|关连记事|関連記事)\s*[:：>»—–-].{0,160}",
            # social and app prompts
            r"(?:follow|find|like|join|connect with|add) us (?:on|at|in)\b.{0,80}",
            r"(?:download|get|install) (?:the|our) .{0,40}\bapp\b.{0,60}",
            r"scan (?:the|this) (?:qr )?code\b.{0,60}|扫码.{0,30}|(?:长按|扫描)二维码.{0,30}|关注(?:我们|公众号).{0,30}",
            r"listen to (?:this )?(?:article|story).{0,40}|(?:click|tap) (?:here|to (?:share|read|view|expand|enlarge|copy))\b.{0,60}",
            r".{0,60}[–—:-] ?click here\W*",
            r"(?:got|have) an? (?:story|tip|news tip)\b.{0,60}|tip us.{0,40}|(?:send|email) us (?:a tip|your tips).{0,40}",
            r"(?:tweet|share|print|email|copy link|bookmark|save|like|reply|report|skip to (?:main )?content|back to top|menu|search|home"
            r"|close|loading|log ?in|sign ?in|sign ?up|register|subscribe|分享|收藏|打印|分享到.{0,30})\W*",
            # footers and labels
            r"(?:©|\(c\)|copyright(?= ?(?:©|\(c\)|(?:19|20)\d\d|by |of ))).{0,200}|.{0,120}\ball rights reserved\b\.?|版权所有.{0,60}",
            r"(?:hot |article )?tags?\s*[:：].{0,160}|(?:filed under|topics|categories)\s*[:：].{0,120}|标签[:：].{0,80}",
            r"disclaimer\s*:\s*(?:investments? (?:are|is) subject|figures are based|(?:the )?views? expressed|this (?:article|content)).{0,120}",
            r".{0,160}\bterms of (?:use|service)\b\s*[|·/•-]\s*privacy\b.{0,60}",
            r"(?:privacy (?:policy|notice)|terms of (?:use|service)|contact us|about us|cookie (?:policy|settings)|imprint|impressum)",
            r"source\s*[:：].{0,80}(?:editor|reading volume|views?)\s*[:：].{0,80}",
            # counts and clocks
            r"[\d,.]+[km]? (?:views?|shares?|likes?|reads?|reactions?|followers?|retweets?)\W*",
            r"\d{1,3}[ -]?min(?:ute)?s?(?: read)?\W*|(?:last )?updated(?: at| on)? [\d.:, ]+(?:am|pm|gmt|bst|est|edt|et|pt|utc|ist|cet)?\W*",
            r"font size\s*:.{0,60}|(?:阅读量?|浏览量?|点击量?)[:：]?\s*[\d,]+",
            r"thank you for (?:signing up|subscribing|registering)\b.{0,60}|there was (?:a problem|an error) .{0,60}",
        )
    ),
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"(?:(?:photo|image|picture|photograph|illustration|foto|bild|imagen|图片|图|摄影)(?:graphy)?(?: credits?| courtesy(?: of)?| by| source)?s?"
    r"|credit|quelle|图片来源)s?\s*[:：/]\s*(.{1,80})",
    re.IGNORECASE,
)
CREDIT_WORDS = frozenset("courtesy of the by via for and a an artist company handout supplied file".split())
PROMPT = re.compile(
    r"(?:subscribe\b|sign up\b(?! fees?)|(?:our |the )?newsletters?\s*[:：]|unsubscribe\b|register (?:now|for free|today)\b|enter your e-?mail\b"
    r"|join (?:our|the) .{0,40}(?:telegram|whatsapp|discord|channel|newsletter|mailing list|community)\b"
    r"|(?:get|receive|want|have) .{0,80}(?:\binbox\b|\bmailbox\b|\bnewsletters?\b|\bemails? (?:alerts?|updates?)\b)"
    r"|get (?:the|our) .{0,40}\be-?mails?\b|win (?:a|one|two|three|\d+) .{0,20}tickets?\b"
    r"|suscr[ií]bete\b|suscribite\b|suscríbase\b|abonnez-vous\b|inscrivez-vous\b|jetzt abonnieren|newsletter abonnieren|abonner på|assine\b"
    r"|订阅|メルマガ)",
    re.IGNORECASE,
)
COOKIES = re.compile(
    r"(?:we (?:and our|use)\b.{0,60}\bcookies?\b|this (?:web ?)?site uses\b.{0,30}\bcookies?\b|cookie (?:notice|consent|settings|policy)\b"
    r"|cookies (?:help|on|make|are used|let|allow) (?:us|this|our|on|you)\b|by (?:scrolling|continuing|browsing|using (?:this|our))\b.{0,80}"
    r"|we value your privacy\b|(?:utilizamos|usamos|este sitio (?:web )?(?:usa|utiliza)) .{0,20}cookies|nous utilisons .{0,20}cookies"
    r"|(?:wir verwenden|diese (?:web)?seite verwendet) .{0,20}cookies|vi bruker .{0,40}cookies|本网站使用)",
    re.IGNORECASE,
)
PLATFORMS = frozenset(
    "facebook twitter linkedin whatsapp telegram bluesky threads reddit pinterest instagram flipboard wechat weibo mastodon x".split()
)
BUTTONS = PLATFORMS | frozenset(
    "share tweet email e-mail mail print copy link pin save bookmark like on this story article release post via pdf as a- a+ a to via "
    "friend circle with your friends by font size large medium small comment comments follow us tip url html more".split()
)
ACTIONS = frozenset("share tweet email e-mail print copy pin save bookmark like".split())
NAVIGATION = re.compile(r"\s+[|•·/>»›]\s+|\s*::\s*|\s*›\s*| {2,}|\t+|\u3000+")
TAIL = re.compile(
    r"(?:related(?: (?:articles?|stor(?:y|ies)|news|posts?|reading|content|coverage|links|topics))?|most (?:read|popular|viewed|shared)(?: \w+)?"
    r"|more (?:from|like|on|in|stories|news)\b.{0,40}|you (?:may|might) also (?:like|read|enjoy|be interested in)|also (?:read|on \w+)|read (?:more|next|also)"
    r"|recommended(?: (?:for you|reading|stories))?|trending(?: now)?|popular(?: (?:now|posts?|stories))?|latest (?:news|stories|posts|articles)|see also"
    r"|top stories|editor['’]s picks|don['’]t miss|what to read next|más leídas?|lo más leído|te puede interesar|noticias relacionadas"
    r"|mehr zum thema|meistgelesen|à lire aussi|sur le même sujet|相关(?:阅读|新闻|文章)|推荐阅读|热门(?:文章|新闻)|関連記事)\s*[:：]?",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)  # a line is asked about as a line, as a neighbour and as a title
def is_noise_line(line: str) -> bool:
    """Whether a whole line of a page is no part of its article.

    >>> is_noise_line("Advertisements"), is_noise_line("Share on Facebook  Copy link")
    (True, True)
    >>> is_noise_line("Advertisements brought in $5 million last year.")
    False
    """
    if len(line) > LONGEST:
        return False
    return is_noise_sentence(line) or _is_prompt(line) or _is_share_bar(line) or is_navigation(line)


@lru_cache(maxsize=8192)
def is_noise_sentence(sentence: str) -> bool:
    """Whether a sentence can be told for noise by itself, wherever it stands."""
    return (
        len(sentence) <= LONGEST
        and (FULL.fullmatch(sentence) is not None or _is_credit(sentence))
        and not _states(sentence)
    )


def _is_credit(sentence: str) -> bool:
    """A picture's credit: names, or a few words; a caption that goes on says something."""
    found = CREDIT.fullmatch(sentence)
    credited = found.group(1).split() if found else []
    named = all(not word[0].islower() or word.lower() in CREDIT_WORDS for word in credited)
    return bool(credited) and (named or len(credited) <= 5)


def is_button(line: str) -> bool:
    """Whether a line is made of buttons' words alone, as below "Share this:"; by itself it may be a name.

    >>> is_button("Facebook"), is_button("Facebook grew")
    (True, False)
    """
    found = line.lower().replace(",", " ").split()
    return 0 < len(found) <= 4 and set(found) <= BUTTONS | {"loading...", "loading…", "|"}


def opens_tail(line: str) -> bool:
    """Whether a line heads a list of other articles.

    >>> opens_tail("Related stories"), opens_tail("Related costs")
    (True, False)
    """
    return len(line) < 80 and TAIL.fullmatch(line) is not None and not ENDS.search(line)


def is_navigation(line: str) -> bool:
    """Whether a line is a row of menu entries.

    >>> is_navigation("Home > Funding > Healthtech"), is_navigation("Revenue  $5m  $7m")
    (True, False)
    """
    cells = [cell for cell in NAVIGATION.split(line.strip()) if cell]
    if " / " in line and (len(cells) < 4 or any(" " in cell for cell in cells)):
        return False  # variants of one thing are written with a slash too
    if len(cells) < 3 or ENDS.search(line) or any(char.isdigit() for char in line):
        return False
    return all(len(cell) <= 24 and len(cell.split()) <= 3 for cell in cells)


def _states(line: str) -> bool:
    """A finished sentence with a sum or a share in it says something, whatever it begins with."""
    return bool(FIGURE.search(line) and ENDS.search(line))


def _is_prompt(line: str) -> bool:
    if not (PROMPT.match(line) or COOKIES.match(line)):
        return False
    return not _states(line) and not re.search(r"[\"”]\s*(?:,|said|says)|\b(?:said|says)\b", line)


def _is_share_bar(line: str) -> bool:
    found = [word.lower() for word in re.findall(r"[A-Za-z][\w'-]*[+-]?", line)]
    if not 2 <= len(found) <= 16 or ENDS.search(line.rstrip(".")) or not set(found) <= BUTTONS:
        return False
    return bool(set(found) & ACTIONS) or sum(word in PLATFORMS for word in found) > 1
