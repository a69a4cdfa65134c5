// The same for the clients in JavaScript: node open_statistics.mjs http://127.0.0.1:8000, with jsonstat-toolkit and sdmx-json-parser installed beside it.
import JSONstat from "jsonstat-toolkit";
import parser from "sdmx-json-parser";

const [base] = process.argv.slice(2);
const compare = `${base}/api/v1/compare/?indicator=high-tech-firms,gdp-growth&format=`;
const read = async (address) => (await fetch(address)).json();
const { cells } = await read(`${compare}json`);
let failed = 0;

async function way(name, open) {
  const seen = await open().catch((error) => `${error}`.slice(0, 600));
  failed += seen !== true;
  console.log(`${seen === true ? "ok    " : "FAILED"} ${name}${seen === true ? "" : `: ${seen}`}`);
}

await way("jsonstat_toolkit", async () => {
  const table = JSONstat(await read(`${compare}json-stat`)).toTable({ type: "arrobj", field: "id", content: "id", status: false });
  const same = table.filter((row, index) => row.value === cells[index].value && row.district === cells[index].district.code);
  return same.length === cells.length || `${same.length} of ${cells.length} cells are the same`;
});

await way("jsonstat_toolkit_with_a_column_for_each_place", async () => {
  const data = JSONstat(await read(`${compare}json-stat`));
  const [row] = data.toTable({ type: "arrobj", by: "district", bylabel: true });
  const places = data.Dimension("district").Category().map((one) => one.label);
  return places.every((one) => one in row) || `of ${places} only ${Object.keys(row)}`;
});

for (const [name, address, listed] of [
  ["compare", compare, cells.map((one) => one.value)],
  ["observations", `${base}/api/v1/observations/?format=`, null],
]) {
  await way(`sdmx_json_parser_of_${name}`, async () => {
    const reader = new parser.SDMXParser();
    reader.getJSON = await read(`${address}sdmx-json`);
    const rows = reader.getData();
    if (listed && rows.some((row, index) => row.value !== listed[index])) return "other values";
    const named = rows.filter((row) => row.REF_AREA && row.INDICATOR && row.TIME_PERIOD && row.OBS_STATUS);
    return (rows.length > 0 && named.length === rows.length) || `${named.length} of ${rows.length} rows are named`;
  });
}
process.exit(failed ? 1 : 0);
