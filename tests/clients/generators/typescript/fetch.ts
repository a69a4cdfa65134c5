import { DistrictsApi } from "./fetch/apis/DistrictsApi.ts";
import { ObservationsApi, ObservationsListOrderingEnum } from "./fetch/apis/ObservationsApi.ts";
import { Configuration, ResponseError } from "./fetch/runtime.ts";

declare const process: { argv: string[] };
const at = new Configuration({ basePath: process.argv[2]! });
const observations = new ObservationsApi(at);

const districts = await new DistrictsApi(at).districtsList({ name: ["河东区"] });
const code = districts.results[0]!.code;
const page = await observations.observationsList({
  district: [code, "120110"], ordering: ["-value_cny"] as ObservationsListOrderingEnum[], valueCnyIsnull: false, pageSize: 2, count: true,
});
const first = page.results[0]!;
const evidence = await observations.observationsEvidence({ id: first.id });
const problem = await observations.observationsList({ district: ["河东区"] }).catch((error) => error);
const nearest = problem instanceof ResponseError ? (await problem.response.json()).errors[0].nearest : undefined;
const row = { id: first.id, value_cny: first.valueCny, kind: first.kind, quote: first.evidence.quote };
console.log(JSON.stringify({ code, row, count: page.count, said: evidence.saidZh, nearest }));
