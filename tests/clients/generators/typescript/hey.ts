import { districtsList, observationsEvidence, observationsList } from "./hey/sdk.gen.ts";

const throwOnError = true;
const { data: districts } = await districtsList({ query: { name: ["河东区"] }, throwOnError });
const code = districts.results[0]!.code;
const { data: page } = await observationsList({
  query: { district: [code, "120110"], ordering: ["-value_cny"], value_cny__isnull: false, page_size: 2, count: true },
  throwOnError,
});
const first = page.results[0]!;
const { data: evidence } = await observationsEvidence({ path: { id: first.id }, throwOnError });
const { error: problem } = await observationsList({ query: { district: ["河东区"] } });
const row = { id: first.id, value_cny: first.value_cny, kind: first.kind, quote: first.evidence.quote };
console.log(JSON.stringify({ code, row, count: page.count, said: evidence.said_zh, nearest: problem?.errors?.[0]?.nearest }));
