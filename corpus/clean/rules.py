"""What lines that are not part of an article look like: share links, newsletters, credits, author cards.

Every rule is about a whole line or paragraph that stands alone; none looks inside a paragraph of ordinary sentences.
"""

from __future__ import annotations

import re

_SITES = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|e-?mail|reddit|telegram|pinterest|instagram|youtube|tumblr|threads|bluesky"
    r"|print|copy\ link)"
)
_AND = r"(?:\s*(?:[,|/•·&]|and)\s*|\s+)"
_THIS = r"(?:this|the|our)?\s*(?:article|story|post|page|report|news|piece)?"
_AGENCY = (
    r"(?:AFP|Reuters|Getty(?:\ Images)?|AP(?:\ Photo)?|EPA|Bloomberg|Shutterstock|iStock|Alamy|Unsplash|Xinhua|PA)"
)

_JUNK = re.compile(
    rf"""
      share\s*{_THIS}\s*(?:with\ (?:your\ )?friends|now)?[:!.]?
    | (?:share|tweet|pin|post|send|follow)(?:\ (?:this|it|us|me|article|story))*\ (?:on|via|by|to)
        \ {_SITES}(?:{_AND}{_SITES})*[.!]?
    | {_SITES}(?:{_AND}{_SITES})+ | (?:facebook|twitter|linkedin|whatsapp|pinterest|reddit|instagram|tweet|pin\ it)
    | (?:print|e-?mail|save|bookmark|like|share|comment)\ {_THIS}
    | (?:print|save|share|e-?mail|listen)
    | (?:click\ here\ to\ )?(?:sign\ up|subscribe|register)\ (?:here\ )?(?:for|to)\ (?:our|the|my|free|daily|weekly)\b
        .{{0,200}}\b(?:newsletters?|mailing\ list|e-?mails?|updates|alerts|inbox|briefing|channel|feed)\b.{{0,120}}
    | (?:sign\ up|subscribe|sign\ in|log\ ?in|register|donate|subscribe\ now|sign\ up\ now|join\ now
        |enter\ your\ e-?mail.{{0,60}})[.!]?
    | (?:get|receive)\ (?:the|our|all|more|daily|weekly|breaking)\b.{{0,80}}\b(?:inbox|newsletter)\b.{{0,40}}
    | (?:we|this\ (?:web)?site|our\ (?:web)?site|this\ page)\ uses?\ cookies\b.{{0,400}}
    | by\ (?:continuing|using|clicking|visiting)\b.{{0,120}}
        \b(?:cookies?|cookie\ policy|terms\ of\ (?:use|service)|privacy\ policy)\b.{{0,200}}
    | (?:accept|reject|manage)(?:\ all)?\ (?:cookies|preferences)|cookie\ (?:policy|settings|preferences|notice)
    | (?:privacy\ policy|terms\ (?:of\ (?:use|service)|and\ conditions|&\ conditions)|contact(?:\ us)?
        |advertis(?:e|ing)(?:\ with\ us)?)(?:\s*[|•·/]\s*.{{1,120}})?
    | (?:©|\(c\)\s|copyright\b\s*(?:©|\(c\)|\d{{4}})).{{0,160}} | .{{0,80}}\ball\ rights\ reserved\.?.{{0,40}}
    | (?:read|see|learn|discover|find\ out)\ more(?:\ (?:about|on|from|here|at)\b.{{0,80}})?\s*[.…»›→]*
    | continue\ reading.{{0,60}} | show\ more
    | (?:read\ (?:more|also|next|(?:the\ )?full\ (?:story|article))|also\ read|see\ also|recommended|don['’]t\ miss
        |related(?:\ (?:articles?|stor(?:y|ies)|posts?|reading|news))?|more\ on\ this(?:\ (?:story|topic))?
        )\s*(?::|\||»|›|→)\s*\S.{{0,200}}
    | (?:advertisement|advertisements|ad|sponsored(?:\ content)?|promoted(?:\ content)?|scroll\ to\ continue
        |story\ continues\ below(?:\ advertisement)?|skip\ advertisement
        |article\ continues\ (?:below|after)(?:\ (?:this\ )?(?:ad|advertisement))?)
    | (?:skip\ to\ (?:main\ |primary\ )?(?:content|navigation)|main\ menu|menu|toggle\ (?:navigation|menu)|search|close
        |open\ menu|back\ to\ top|top\ of\ page|jump\ to\ (?:content|navigation)|home
        |(?:previous|next)(?:\ (?:article|post|story))?)
    | home(?:\s*(?:[>»›/|→•·]|::)\s*[^>»›/|→•·.]{{1,60}})+
    | [^<>»›.]{{1,40}}(?:\s+[>»›]\s+[^<>»›.]{{1,80}}){{2,}}
    | (?:[\w&'’-]+(?:\ [\w&'’-]+){{0,2}}\s*[|•·]\s*){{2,}}[\w&'’-]+(?:\ [\w&'’-]+){{0,2}}
    | \d+\s*(?:-\s*)?min(?:ute)?s?\ (?:read|listen|watch) | (?:reading|read|estimated\ reading)\ time:?\s*.{{1,30}}
    | [\d.,]+\s*[km]?\s*(?:views|shares|likes|reads|comments?|retweets|votes|followers|reactions)
    | (?:views|shares|likes|page\ views|post\ views|hits):?\s*[\d.,]+\s*[km]?
    | (?:rating|ratings?|rated|votes?):?\s*[\d.,]+\s*(?:/|out\ of|stars?|%).{{0,60}}
    | reviews?:\s*\d.{{0,80}} | last\ (?:updated|modified)(?:\ (?:on|at))?:?\s*.{{0,60}}
    | [\w .,'’()-]{{0,60}}(?:/|\ via\ |\(|\|\ ?|©\ ?|—\ ?){_AGENCY}\)?
    | follow\ us\b.{{0,80}} | download\ (?:our|the)\ app.{{0,60}} | like\ us\ on\ .{{0,40}}
    | (?:this\ (?:article|story|post|piece)\ (?:was\ )?(?:first|originally)\ (?:appeared|published)\b.{{0,200}})
    | (?:support\ our\ (?:work|journalism)|become\ a\ (?:member|subscriber|patron))\b.{{0,100}}
    | (?:was\ this\ (?:article|page)\ (?:helpful|useful)\?).{{0,40}} | loading(?:\.{{3}}|…)?
    | \[?\s*(?:video|gallery|slideshow|embed)\s*\]?
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_LABELED = re.compile(
    r"""
      (?:watch(?:\ (?:now|more|live))?|listen(?:\ now)?)\s*[:|]\s*\S.{0,200}
    | (?:tags?|categor(?:y|ies)|topics?|filed\ under|keywords)\s*:\s*\S.{0,200}
    | \(?(?:photo(?:graph)?|image|picture|illustration|graphic|(?:file|cover)\ photo|(?:cover|featured|header)\ image)s?
        (?:\s+(?:credit|by|courtesy(?:\ of)?|source|via))?s?\s*[:/©]\s*.{2,120}
    | \(?(?:photo|image|picture)s?\ (?:by|courtesy\ of|via|credit)\ [^.]{2,80}\)?\.? | credits?:\s*.{2,80}
    | follow\ (?:me|him|her|them)\ on\b.{0,80}
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""Furniture unless a sentence follows, as in a caption."""

_CARD_FIELD = re.compile(
    r"(?:name|author|birthday|date of birth|born|address|phone|telephone|job|occupation|hobby|hobbies|introduction"
    r"|views|rating|reviews|last updated|published|e-?mail|website|gender|education|nationality)\s*:(?:\s.*)?",
    re.IGNORECASE | re.DOTALL,
)
_SELF_INTRODUCTION = re.compile(r"(?:hello|hi)?[,!.]?\s*my name is\b.*", re.IGNORECASE | re.DOTALL)
_LONGEST_JUNK = 600
_SENTENCE_WORDS = 6
_PROSE_WORDS = 25
"""So many words are prose even without a full stop; headlines are shorter."""
_ENDED = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
_BULLET = re.compile(r"\s*(?:[-*•·–▪◦‣]|\d{1,2}[.)])\s+\S")


def is_prose(text: str) -> bool:
    """Whether a line or paragraph consists of ordinary sentences."""
    words = len(text.split())
    return (words >= _SENTENCE_WORDS and bool(_ENDED.search(text))) or words >= _PROSE_WORDS


def is_junk(text: str) -> bool:
    """Whether a line is furniture of a page wherever it stands: share links, newsletters, cookies, credits, menus."""
    if len(text) > _LONGEST_JUNK:
        return False
    line = text.strip(" \t*_#-–—•|")
    return bool(_JUNK.fullmatch(line)) or (bool(_LABELED.fullmatch(line)) and not is_prose(text))


def is_card_field(text: str) -> bool:
    """Whether a line looks like a field of an author card, such as a birthday or a hobby."""
    return bool(_CARD_FIELD.fullmatch(text) or _SELF_INTRODUCTION.fullmatch(text))


def is_bullet(text: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_BULLET.match(text))
