// The same for JavaScript: node open_by_url.mjs http://127.0.0.1:8000/releases/latest/, with hyparquet installed beside it.
import { asyncBufferFromUrl, parquetMetadataAsync, parquetReadObjects } from "hyparquet";

const [base] = process.argv.slice(2);
const statuses = new Set();
const watched = async (address, asked) => {
  const answer = await fetch(address, asked);
  if (asked?.method !== "HEAD") statuses.add(answer.status);
  return answer;
};
const file = await asyncBufferFromUrl({ url: `${base}parquet/observations.parquet`, fetch: watched });
const { num_rows: rows } = await parquetMetadataAsync(file);
const first = await parquetReadObjects({ file, columns: ["district.code", "value"], rowEnd: 5 });
console.log(JSON.stringify({ rows: Number(rows), codes: [...new Set(first.map((row) => row["district.code"]))], statuses: [...statuses] }));
