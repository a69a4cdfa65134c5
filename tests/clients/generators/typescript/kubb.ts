import { districtsList } from "./kubb/clients/districtsList.ts";
import { observationsEvidence } from "./kubb/clients/observationsEvidence.ts";
import { observationsList } from "./kubb/clients/observationsList.ts";

declare const process: { argv: string[] };
const at = { baseURL: process.argv[2]! };

const districts = await districtsList({ name: ["河东区"] }, at);
if (typeof districts === "string" || districts instanceof Blob) throw new Error("a file");
const code = districts.results[0]!.code;
const page = await observationsList(
  { district: [code, "120110"], ordering: ["-value_cny"], value_cny__isnull: false, page_size: 2, count: true }, at,
);
if (typeof page === "string" || page instanceof Blob) throw new Error("a file");
const first = page.results[0]!;
const evidence = await observationsEvidence(first.id, undefined, at);
const row = { id: first.id, value_cny: first.value_cny, kind: first.kind, quote: first.evidence.quote };
console.log(JSON.stringify({ code, row, count: page.count, said: evidence.said_zh }));
