// Steps of a script: each is done, told, and counted.
const { isDeepStrictEqual, inspect } = require("node:util");

let done = 0;

exports.step = (name, expected, actual) => {
  done += 1;
  if (!isDeepStrictEqual(actual, expected)) {
    console.error(`${name}: expected ${inspect(expected)}, got ${inspect(actual)}`);
    process.exit(1);
  }
  console.log(`ok   ${name}`);
};

// What the client can do and the fake does not, because its spec does not know it.
exports.unknown = (name, why) => console.log(`miss ${name}: ${why}`);

exports.end = (client) => console.log(JSON.stringify({ client, steps: done }));
