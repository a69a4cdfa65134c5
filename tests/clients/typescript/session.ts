// A journalist's session by a client of openapi-fetch, typed by the schema alone: no cast, no type of its own.
// Asks the site whose address is its argument, and prints as JSON what it found.

import createClient from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

declare const process: { argv: string[] };

const site = process.argv[2] ?? "http://127.0.0.1:8000";
// A list can be had as a file, too: the second type says that this client wants JSON, and the errors that go with it.
const { GET, POST } = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: site });
const files = createClient<paths, "text/plain" | "application/problem+json">({ baseUrl: site });

// What a client gets back is data or a problem; anything else the types would not let pass.
function must<T>(answer: { data?: T; error?: components["schemas"]["Problem"] }): T {
  if (answer.error) throw new Error(answer.error.detail);
  if (answer.data === undefined) throw new Error("an answer without a body");
  return answer.data;
}

// The district, by its name.
const districts = must(await GET("/api/v1/districts/", { params: { query: { name: ["河东区"] } } }));
const code = districts.results[0]?.code;
if (!code) throw new Error("no 河东区");

// Its documents.
const documents = must(await GET("/api/v1/documents/", { params: { query: { district: [code], ordering: ["period_start"] } } }));

// All that is stated of an indicator there, page by page.
const indicator = "high-tech-firms";
const rows: components["schemas"]["Observation"][] = [];
let count: number | undefined;
for (let cursor: string | undefined, first = true; first || cursor; first = false) {
  const page = must(
    await GET("/api/v1/observations/", {
      params: { query: { district: [code], indicator: [indicator], page_size: 2, count: true, ...(cursor ? { cursor } : {}) } },
    }),
  );
  rows.push(...page.results);
  count ??= page.count;
  cursor = page.next ? (new URL(page.next).searchParams.get("cursor") ?? undefined) : undefined;
}

// The newest figure, beside those of other districts.
const comparison = must(
  await GET("/api/v1/compare/", { params: { query: { indicator: [indicator], district: ["120101", code, "120105"], year: [2020] } } }),
);

// The words that a figure was read from, in the document itself.
const actual = rows.find((row) => row.kind === "actual" && row.year === 2022) ?? rows[0];
if (!actual) throw new Error("no row");
const evidence = must(await GET("/api/v1/observations/{id}/evidence/", { params: { path: { id: actual.id } } }));
const text = must(
  await files.GET("/api/v1/documents/{slug}/text/", { params: { path: { slug: actual.document } }, parseAs: "text" }),
);
const { start, end, quote } = actual.evidence;
const found = [...text].slice(start, end).join("");

// Status of the target.
const progress = must(await GET("/api/v1/progress/", { params: { query: { district: [code], indicator: [indicator] } } }));

// Where else something like it stands.
const hits = must(await GET("/api/v1/search/", { params: { query: { q: "养老", district: [code], page_size: 5 } } }));

// Is a sentence of a press release so?
const check = must(await POST("/api/v1/verify/", { body: { sentence: "2022年河东区国家高新技术企业达到155家", district: code } }));

// A slip of the pen: the compiler sees it before the site does, and the site says what was meant.
const slip = await GET("/api/v1/observations/", {
  // @ts-expect-error no such word
  params: { query: { kind: ["actuall"] } },
});
const problem = slip.error?.errors?.[0];
// @ts-expect-error no such parameter
await GET("/api/v1/observations/", { params: { query: { distrct: ["120102"] } } });
// @ts-expect-error no such field
void actual.amount;
// @ts-expect-error a value may be null
const certain: number = actual.value;
void certain;

console.log(
  JSON.stringify({
    code,
    documents: documents.results.map((document) => document.slug),
    rows: rows.map((row) => row.id),
    count,
    cells: comparison.cells.map((cell) => [cell.district.code, cell.status, cell.value]),
    value: actual.value,
    quoted: found === quote,
    evidence: evidence.said_zh,
    progress: progress.results.map((one) => [one.id, one.status]),
    hits: hits.results.length,
    verdict: check.verdict,
    problem: { status: slip.response.status, nearest: problem?.nearest, allowed: problem?.allowed },
  }),
);
