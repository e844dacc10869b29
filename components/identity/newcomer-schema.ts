export { newcomer } from "#lib/authenticators/contract.ts";
