import { expect, test } from "vitest";
import { certificateThumbprint } from "./certificate-thumbprint.ts";

const der =
  "MIIBdDCCARugAwIBAgIUdtWQr5L3GehHD4Avw52aATlu7zcwCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjUwNzUzNDVaGA8yMTI2MTEwMTA3NTM0NVowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDi2rdNYb5Bcj6MLAEOZMjuabNkErLfUoUrm1oWIuuSGR+7d7SdpungemVy5kLjZHc+SPKRVa9drJyXr1OXC3rGjUzBRMB0GA1UdDgQWBBQapJHR01D+IS48rIAlvlZnOQBpajAfBgNVHSMEGDAWgBQapJHR01D+IS48rIAlvlZnOQBpajAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIEvibc7L4TVzS2317Zja30kCzdQ4jnjvPWtOD8Z+ObrrAiB9+26R+eYhLrubk/A2rE0JskVcSRRavQ7Cxw8GG3DViA==";
const hex = "4288a18520f2e0066397ab48ff4d18d23a227edd250a2c23876850993232ab51";
const thumbprint = Buffer.from(hex, "hex").toString("base64url");
const pem = `-----BEGIN CERTIFICATE-----\n${der.replaceAll(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;

test.each([
  ["URL-escaped PEM", encodeURIComponent(pem)],
  ["base64", der],
  ["Client-Cert of RFC 9440", `:${der}:`],
  ["a thumbprint", thumbprint],
  ["hexadecimal", hex.toUpperCase()],
  ["hexadecimal with colons", hex.replaceAll(/..(?=.)/g, "$&:")],
  ["Envoy's X-Forwarded-Client-Cert", `By=spiffe://a;Hash=${hex}`],
])("a certificate as %s has one thumbprint", (_form, value) =>
  expect(certificateThumbprint(value)).toBe(thumbprint),
);

test.each(["", "none", der.slice(4), `${der}, ${der}`, `:${der}${der}:`, hex.slice(2)])(
  "%j is no certificate",
  (value) => expect(certificateThumbprint(value)).toBeNull(),
);
