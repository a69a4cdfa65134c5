"""The code that asks for an address in the languages that people analyse data with. Each is run by a test where its language is at hand. Pure."""

from dataclasses import dataclass

CURL = {"json": "curl '{url}'\n", "": "curl --output data.{form} '{url}'\n"}

PYTHON = {
    "json": """import json
import urllib.request

url = "{url}"
rows = []
while url:
    with urllib.request.urlopen(url) as answer:
        page = json.load(answer)
    rows += page["results"]
    url = page["next"]
print(len(rows))
""",
    "csv": """import csv
import io
import urllib.request

url = "{url}"
with urllib.request.urlopen(url) as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8-sig")))
print(len(rows))
""",
    "": """import urllib.request

urllib.request.urlretrieve("{url}", "data.{form}")
""",
}

R = {
    "json": """library(jsonlite)

url <- "{url}"
rows <- list()
while (!is.null(url)) {{
  page <- fromJSON(url, simplifyVector = FALSE)
  rows <- c(rows, page$results)
  url <- page[["next"]]
}}
length(rows)
""",
    # ``fileEncoding`` would end the table at the first Chinese character wherever R's own locale has none.
    "csv": """data <- read.csv("{url}", encoding = "UTF-8")
nrow(data)
""",
    "": """download.file("{url}", "data.{form}", mode = "wb")
""",
}

JAVASCRIPT = {
    "json": """let url = "{url}";
const rows = [];
while (url) {{
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(await answer.text());
  const page = await answer.json();
  rows.push(...page.results);
  url = page.next;
}}
console.log(rows.length);
""",
    "": """const answer = await fetch("{url}");
if (!answer.ok) throw new Error(await answer.text());
const octets = await answer.arrayBuffer();
console.log(octets.byteLength);
""",
}

LANGUAGES = {"curl": CURL, "Python": PYTHON, "R": R, "JavaScript": JAVASCRIPT}


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code in a language."""

    language: str
    code: str


def snippets(url: str, form: str) -> list[Snippet]:
    """How to ask for an address, whose characters are percent-encoded and so end no string, in each language."""
    ending = {"json-stat": "json", "parquet": "parquet"}.get(form, form)
    return [
        Snippet(name, by_form.get(form, by_form[""]).format(url=url, form=ending))
        for name, by_form in LANGUAGES.items()
    ]
