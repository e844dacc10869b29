import { stringify } from "yaml";
import type { z } from "zod";
import { opaBootConfig, opaStartArguments } from "#lib/bundle/opa-boot-config.ts";
import type { PublicSigningKey } from "#lib/keys/public-signing-key.ts";
import type { enforcers } from "./contract.ts";
import { gatewaySections } from "./gateways/gateway-sections.ts";

export type ConnectionFacts = {
  readonly slug: string;
  readonly deployment: string;
  /** `https://…/opa/v1` */
  readonly serviceUrl: string;
  readonly rootKey: PublicSigningKey["jwk"];
  readonly rootPublicPem: string;
  /** Hosts of the inventory's APIs, for the gateway's example. */
  readonly serverName: string;
};

type Section = z.input<typeof enforcers.connect.output>["sections"][number];
type File = Section["files"][number];

const folder = "/etc/sallyport";
const tokenFile = `${folder}/token`;
const enforcerAddress = "127.0.0.1:8181";

/** What to copy, filled in, for each kind of enforcer and for each gateway in front of ours. */
export function connectionSections(facts: ConnectionFacts): Section[] {
  return [
    {
      target: "sallyport",
      title: "Sallyport enforcer",
      evidence: null,
      files: [rootFile(facts), tokenCommand, sallyportStart(facts)],
    },
    {
      target: "opa",
      title: "Open Policy Agent",
      evidence: null,
      files: [opaFile(facts), tokenCommand, opaStart, opaQuery],
    },
    ...gatewaySections({
      enforcerUrl: `http://${enforcerAddress}`,
      upstream: "http://127.0.0.1:8080",
      serverName: facts.serverName,
    }),
  ];
}

function rootFile({ rootPublicPem }: ConnectionFacts): File {
  return {
    title: "Root public key: the enforcer trusts this and nothing else",
    fileName: `${folder}/root-public.pem`,
    language: "pem",
    text: rootPublicPem,
  };
}

const tokenCommand: File = {
  title: "Credential, readable by the enforcer alone",
  fileName: null,
  language: "shell",
  text: `install -d -m 700 ${folder}\ninstall -m 600 /dev/stdin ${tokenFile}   # paste the credential, then Ctrl-D`,
};

function sallyportStart({ slug, serviceUrl }: ConnectionFacts): File {
  const text = [
    `SALLYPORT_URL=${serviceUrl} \\`,
    `SALLYPORT_TOKEN_FILE=${tokenFile} \\`,
    `SALLYPORT_ROOT_KEY_FILE=${folder}/root-public.pem \\`,
    `ENFORCER_NAME=${slug} \\`,
    "ENFORCER_PORT=8181 STATE_DIR=/var/lib/sallyport \\",
    "node dist/enforcer.mjs",
  ].join("\n");
  return {
    title: "Start (one file, plain Node; with --upstream URL it is a proxy of its own)",
    fileName: null,
    language: "shell",
    text,
  };
}

/**
 * The whole boot file of a stock OPA. The credential is a file that OPA reads again for every request, so that it
 * can be changed without a restart.
 */
function opaFile(facts: ConnectionFacts): File {
  const config = opaBootConfig({
    serviceUrl: facts.serviceUrl,
    credential: { tokenFile },
    rootKey: facts.rootKey,
    deployment: facts.deployment,
    enforcer: facts.slug,
    polling: { holdSeconds: 30, delaySecondsMin: 5, delaySecondsMax: 30 },
    persistFolder: "/var/lib/opa",
  });
  return {
    title: "Configuration",
    fileName: `${folder}/opa.yaml`,
    language: "yaml",
    text: stringify(config, { lineWidth: 0 }),
  };
}

const opaStart: File = {
  title: "Start, on loopback, with OPA’s own management API closed",
  fileName: null,
  language: "shell",
  text: ["opa", ...opaStartArguments(enforcerAddress, `${folder}/opa.yaml`)].join(" "),
};

const opaQuery: File = {
  title: "Ask it",
  fileName: null,
  language: "shell",
  text: `curl -s http://${enforcerAddress}/v1/data/sallyport/authz -H 'content-type: application/json' -d '${JSON.stringify(
    {
      input: {
        request: {
          method: "GET",
          host: "api.example.com",
          target: "/",
          headers: { authorization: "Bearer …" },
        },
        client: { address: "203.0.113.9" },
      },
    },
  )}'`,
};
