import { newSecret } from "#lib/auth/secret-token.ts";
import { selfOf } from "#lib/identities/me/self.ts";
import { verb } from "#lib/verb.ts";
import { devices } from "./contract.ts";

const validSeconds = 600;

/**
 * One code enrolls one device: it is the challenge that the device's key signs, and the proof that its owner was
 * verified a moment ago. The same code serves this browser and the command line, so there is one way in.
 */
export const createEnrollmentCode = verb(devices.createEnrollmentCode, async (ctx, _input, tx) => {
  const { userId, name, sessionId } = selfOf(ctx);
  const secret = newSecret("spb");
  const expiresAt = new Date(Date.now() + validSeconds * 1000);
  await tx.ceremony.create({
    data: {
      challengeHash: secret.hash,
      purpose: "device-enroll",
      userId,
      sessionId,
      expiresAt,
    },
  });
  return {
    result: { code: secret.text, expiresAt },
    audit: { target: { kind: "user", id: userId, name }, detail: { expiresAt } },
  };
});
