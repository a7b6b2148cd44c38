// Node's own modules, which no types come with here.
declare module "node:assert/strict";
declare module "node:test";
