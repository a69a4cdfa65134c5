import { districtsList, observationsEvidence, observationsList } from "./orval/plan.ts";

function must<T extends { status: number; data: unknown }>(answer: T): Extract<T, { status: 200 }>["data"] {
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.data));
  return answer.data;
}

const districts = must(await districtsList({ name: ["河东区"] }));
const code = districts.results[0]!.code;
const page = must(
  await observationsList({
    district: [code, "120110"], ordering: ["-value_cny"], value_cny__isnull: false, page_size: 2, count: true,
  }),
);
const first = page.results[0]!;
const evidence = must(await observationsEvidence(first.id));
const problem = await observationsList({ district: ["河东区"] });
const nearest = problem.status === 400 ? problem.data.errors?.[0]?.nearest : undefined;
const row = { id: first.id, value_cny: first.value_cny, kind: first.kind, quote: first.evidence.quote };
console.log(JSON.stringify({ code, row, count: page.count, said: evidence.said_zh, nearest }));
