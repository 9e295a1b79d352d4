// Reads a JWK set as jose does and imports every key: keys.mjs FILE.
import { readFileSync } from "node:fs";
import { createLocalJWKSet, importJWK } from "jose";

const set = JSON.parse(readFileSync(process.argv[2], "utf8"));
const find = createLocalJWKSet(set);
for (const key of set.keys) {
  const found = await find({ alg: key.alg, kid: key.kid });
  const read = await importJWK(key);
  if (found.type !== "public" || read.type !== "public") {
    throw new Error(`no public key: ${key.kid}`);
  }
}
console.log(set.keys.length);
