import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { AssertionResponse, AttestationResponse } from "./contract.ts";

/** `assertionResponse` is the library's shape in everything the library reads. */
export function asAuthentication(response: AssertionResponse): AuthenticationResponseJSON {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return response as unknown as AuthenticationResponseJSON;
}

/** As above. */
export function asRegistration(response: AttestationResponse): RegistrationResponseJSON {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return response as unknown as RegistrationResponseJSON;
}
