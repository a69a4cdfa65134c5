import { defineConfig } from "@kubb/core";
import { pluginClient } from "@kubb/plugin-client";
import { pluginOas } from "@kubb/plugin-oas";
import { pluginTs } from "@kubb/plugin-ts";

export default defineConfig({
  root: ".",
  input: { path: "./openapi.yaml" },
  output: { path: "./kubb", clean: true, barrelType: "named", format: false, lint: false, extension: { ".ts": ".ts" } },
  plugins: [
    pluginOas({ validate: true, generators: [] }),
    pluginTs({ output: { path: "models" } }),
    pluginClient({ output: { path: "clients" }, client: "fetch" }),
  ],
});
