export default {
  plan: {
    input: { target: "./openapi.yaml" },
    output: {
      target: "./orval/plan.ts",
      client: "fetch",
      baseUrl: { getBaseUrlFromSpecification: true },
      // An address that can also be had as a file would be read as one, whatever was asked for: as a stream (NDJSON) or a Blob (XLSX).
      override: { contentType: { include: ["application/json", "application/problem+json"] } },
    },
  },
};
