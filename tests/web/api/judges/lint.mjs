// Lints an OpenAPI document with the rules that `redocly lint` recommends: lint.mjs FILE.
import { createConfig, lint } from "@redocly/openapi-core";

const config = await createConfig({ extends: ["recommended"] });
const problems = await lint({ ref: process.argv[2], config });
for (const one of problems) {
  console.log(`${one.severity} ${one.ruleId}: ${one.message} ${one.location[0]?.pointer ?? ""}`);
}
process.exit(problems.length === 0 ? 0 : 1);
