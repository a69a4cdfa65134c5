"""What the explorer's templates need: ``{% say "front.title" %}`` in the language of the page, and links within it."""

import json
import re
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from planapi.explorer import citing, english, saying
from planapi.explorer.panels import amount
from planapi.explorer.reading import anchor
from planapi.explorer.written import figure_in, money, years_of
from text import vocabulary

register = template.Library()

KEPT = "\N{NO-BREAK SPACE}"
_BESIDE = re.compile(r"(?<=\d) (?=\w)|(?<=[一-鿿]) (?=\d)|(?<=[a-z.]) (?=\d+\b(?! ))")
"""12 places, 第 8 版, revision 8; but “and 3 have” may be parted before its number."""


@lru_cache(maxsize=20_000)
def _address(name: str, *args: str) -> SafeString:
    """An address by its name, as HTML: a page has hundreds of them, and many pages the same."""
    return SafeString(escape(reverse(name, args=args)))


@lru_cache
def _before_key(resource: str) -> str:
    """The address of a row's words up to the key. Keys are of letters, digits and hyphens, and each is asked for once: it is put in here."""
    return reverse("evidence-page", args=(resource, "0")).removesuffix("0/")


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: Any) -> str:
    """A phrase of ``words/``, of which no line ends between a number and the word beside it."""
    if not values:
        return _said(key, context["language"])
    return _BESIDE.sub(KEPT, saying.say(key, context["language"], **values))


@lru_cache(maxsize=4096)
def _said(key: str, language: str) -> SafeString:
    return SafeString(escape(_BESIDE.sub(KEPT, saying.say(key, language))))


class Titled(template.Node):
    """``{% titled %}{% block title %}…{% endtitled %}``: the title, which what follows has as ``page_title``."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        # A title is one line, and cited as it is.
        context["page_title"] = title = SafeString(self.nodelist.render(context).replace(KEPT, " "))
        return title


@register.tag
def titled(parser: Any, token: Any) -> Titled:
    """What stands between ``titled`` and ``endtitled`` is the title of the page."""
    nodelist = parser.parse(("endtitled",))
    parser.delete_first_token()
    return Titled(nodelist)


@register.inclusion_tag("explorer/citation.html", takes_context=True)
def citation(context: Context) -> dict[str, Any]:
    """How to cite the page: the document that it is of (``cited``), or the page itself."""
    page: dict[str, Any] = context.flatten()  # pyright: ignore[reportAssignmentType] all its names are strings
    cited = page.get("cited") or citing.cited_page(unescape(str(page["page_title"])), page)
    language = page["language"]
    return {
        "language": language,
        "revision": page["revision"],
        "permanent": page["permanent"],
        "cited_as": page["cited_as"],
        "accessed": cited and cited.accessed.isoformat(),
        "styles": citing.styles(cited, language) if cited else [],
    }


@register.simple_tag(takes_context=True)
def word(context: Context, words_of: str, value: str) -> SafeString:
    """A closed word of the data by its label: ``{% word "ProgressStatus" one.status %}``."""
    return _word(words_of, value, context["language"])


@lru_cache
def _word(words_of: str, value: str, language: str) -> SafeString:
    found = getattr(vocabulary, words_of)(value)
    return SafeString(escape(found.zh if language == "zh" else found.en))


@register.simple_tag(takes_context=True)
def unit(context: Context, value: str | None) -> str | SafeString:
    """A unit in the language of the page; nothing where it only counts."""
    return _marked(english.unit_in(value, context["language"]), context)


@register.simple_tag(takes_context=True)
def caveat(context: Context, value: str | None) -> str | SafeString:
    """What is to be kept in mind of a figure, in the language of the page."""
    return _marked(english.caveat_in(value, context["language"]), context)


def _marked(told: english.InLanguage, context: Context) -> str | SafeString:
    """Words with their language, where it is another than that of the page."""
    if told.is_chinese and context["language"] != "zh":
        return format_html('<span lang="zh-Hans">{}</span>', told.text)
    return told.text


@register.simple_tag(takes_context=True)
def told(context: Context, message: dict[str, str]) -> str:
    """Of a message in both languages, that of the page."""
    return message[context["language"]]


@register.simple_tag(takes_context=True)
def page(context: Context, name: str, *args: str) -> SafeString:
    """The address of another page of the site, in the same language and, if this one is pinned, of the same revision."""
    address = _address(f"{name}-{context['language']}", *args)
    return SafeString(f"{address}?revision={context['revision']}") if context["pinned"] else address


@register.simple_tag(takes_context=True)
def place_address(context: Context) -> str:
    """The address of a place, with 000000 where its code stands: for a script that knows the code."""
    return reverse(f"place-{context['language']}", args=["000000"])


@register.simple_tag(takes_context=True)
def types_of_hits(context: Context) -> str:
    """The types of what is suggested, in the language of the page, as JSON."""
    chinese = context["language"] == "zh"
    return json.dumps({one.value: one.zh if chinese else one.en for one in vocabulary.HitType}, ensure_ascii=False)


@register.simple_tag(takes_context=True)
def in_text(context: Context, slug: str, key: str) -> str:
    """The address of a row where it stands in the text of its document."""
    return f"{page(context, 'document', slug)}#{anchor(slug, key)}"


@register.simple_tag(takes_context=True)
def bare(context: Context, name: str) -> str:
    """The address of another page, as a form has it: without a query."""
    return reverse(f"{name}-{context['language']}")


@register.simple_tag(takes_context=True)
def chart(context: Context, name: str, form: str, query: str, **more: Any) -> str:
    """The address of a chart, or of its figures, in the language of the page: ``{% chart "compare" "svg" query size="narrow" %}``."""
    address = reverse(f"chart-{name}-{context['language']}", kwargs={"form": form})
    pin = {"revision": context["revision"]} if context["pinned"] and "revision=" not in query else {}
    return f"{address}?{'&'.join(filter(None, (query, urlencode({**more, **pin}))))}"


@register.simple_tag(takes_context=True)
def guide_page(context: Context, name: str) -> str:
    """The address of a page of the guide, which is of no revision."""
    return _address(f"guide_page-{context['language']}", name)


@register.simple_tag(takes_context=True)
def here_at(context: Context, name: str, query: str) -> str:
    """The address of another page with a query, of the same revision if this one is pinned."""
    address = page(context, name)
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


@register.simple_tag(takes_context=True)
def data_of(context: Context, name: str, query: dict[str, str], form: str = "") -> str:
    """The API's request with a query, in the revision of the page."""
    return data(context, name, **query, format=form)


@register.simple_tag(takes_context=True)
def year_at(context: Context, wanted: Any, year: int) -> str:
    """The same ranking for another year."""
    return here(context, **{**wanted.query(), "year": year})


@register.simple_tag(takes_context=True)
def compared_at(context: Context, indicator: str, districts: str) -> str:
    """A comparison of these places."""
    return here_at(context, "compare", urlencode({"indicator": indicator, "district": districts}, safe=","))


@register.simple_tag(takes_context=True)
def ranked_at(context: Context, indicator: str) -> str:
    """The ranking of an indicator."""
    return here_at(context, "ranking", urlencode({"indicator": indicator}))


@register.simple_tag(takes_context=True)
def reason_of(context: Context, cell: Any) -> str:
    """Why a figure can't be compared."""
    return "" if cell.reason is None else cell.reason.zh if context["language"] == "zh" else cell.reason.en


@register.simple_tag(takes_context=True)
def instead(context: Context, name: str, value: str, meant: str) -> str:
    """The address of this page with what is meant in the place of what was not understood."""
    given = [
        (key, meant if (key, " ".join(one.split())) == (name, value) else one)
        for key, values in context["asked_for"].lists()
        for one in values
    ]
    return f"?{urlencode(given)}"


@register.simple_tag(takes_context=True)
def say_of(context: Context, begin: str, end: str) -> str:
    """A phrase of which the key ends in a word of the data."""
    return saying.say(f"{begin}{end}", context["language"])


@register.simple_tag(takes_context=True)
def here(context: Context, **query: Any) -> str:
    """The address of this page with other parameters, of the same revision if it is pinned."""
    pin = {"revision": context["revision"]} if context["pinned"] else {}
    return f"?{urlencode({**query, **pin})}"


@register.simple_tag
def bounded(cell: Any) -> str:
    """What a cell of a comparison comes to, with its bound: ≥ 32.6, 5–6."""
    return amount(cell.value, cell.value_max, cell.comparator)


@register.simple_tag(takes_context=True)
def evidence(context: Context, resource: str, key: str) -> SafeString:
    """The address of a row's words, pinned if the page is."""
    pin = f"?revision={context['revision']}" if context["pinned"] else ""
    return SafeString(f"{_before_key(resource)}{quote(key)}/{pin}")


@register.simple_tag(takes_context=True)
def figure(context: Context, row: Any, indicator: Any) -> str | SafeString:
    """A number as printed with its year or years, linked to its words, beside its indicator; nothing where there is none."""
    if row is None:
        return ""
    # By hand: a page has hundreds.
    address, told = evidence(context, "observations", row.key), printed(context, row, indicator)
    return SafeString(
        f'<a class="n" href="{address}" lang="zh-Hans">{told}</a> <small class="n">{years_of(row)}</small>'
    )


@register.simple_tag(takes_context=True)
def printed(context: Context, row: Any, indicator: Any) -> SafeString:
    """A number as printed, beside its indicator, where the link to its words stands around it."""
    return figure_in(row, context["language"], beside=indicator.name_zh)


@register.simple_tag(takes_context=True)
def investment(context: Context, row: Any) -> SafeString:
    """What a project costs as printed; where its unit stands in the head of a table, with what that comes to."""
    printed = format_html('<span lang="zh-Hans">{}</span>', row.investment_raw)
    if row.investment_cny is None or not row.investment_raw[-1].isdigit():
        return printed
    language = context["language"]
    return format_html("{}（{}）" if language == "zh" else "{} ({})", printed, money(row.investment_cny, language))


@register.simple_tag(takes_context=True)
def data(context: Context, name: str, *args: str, **query: Any) -> str:
    """The API's request for the same, in the revision of the page."""
    given = {key: value for key, value in query.items() if value not in (None, "")}
    return f"{reverse(name, args=args)}?{urlencode({**given, 'revision': context['revision']}, safe=',')}"


@register.simple_tag(takes_context=True)
def called(context: Context, thing: Any) -> str:
    """The name of a place or an indicator in the language of the page."""
    if context["language"] == "zh":
        return getattr(thing, "name_zh", None) or thing.name
    return thing.name_en


@register.filter
def number(value: Any) -> str | SafeString:
    """A number with its thousands apart, as it is read: 12,345; what is none is left out."""
    return (
        ""
        if value is None
        else format_html(
            '<span class="n">{}</span>', f"{value:,}" if isinstance(value, int) else f"{value.normalize():f}"
        )
    )
