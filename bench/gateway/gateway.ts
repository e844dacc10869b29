import type { Bench, Row } from "#bench/bench.ts";
import { makeWorld } from "#bench/deployment/make-world.ts";
import { sizeOf } from "#bench/deployment/size.ts";
import { startControl, wallSeconds } from "#bench/enforcer/control.ts";
import { startEnforcer } from "#bench/enforcer/servers.ts";
import { runLoad } from "#bench/http/run-load.ts";
import { httpText, wireRequests } from "#bench/http/wire-requests.ts";
import { milliseconds, perSecond } from "#bench/measure/median.ts";
import { compileDeployment } from "#lib/engine/compile-deployment.ts";
import { decide } from "#lib/engine/decide.ts";
import { startNginx } from "./nginx.ts";

/** What asking our enforcer adds to a request through nginx that serves a file. */
export const gateway: Bench = {
  title: "nginx with auth_request against nginx alone, 16 connections",
  secondsMax: 90,
  run: async ({ options, say }) => {
    const quick = options.has("quick");
    const world = makeWorld(sizeOf(1000), wallSeconds(), 512);
    const control = await startControl();
    await control.publish(world.deployment);
    const enforcer = await startEnforcer(control);
    const nginx = await startNginx(locations, { file: "hello" }, upstream(enforcer.port));
    if (!nginx) {
      await Promise.all([enforcer.stop(), control.authority.close()]);
      return [missing];
    }
    try {
      const compiled = compileDeployment(world.deployment);
      const allowed = world.requests.filter(({ input }) => {
        // nginx hands no country over.
        const asked = { ...input, client: { ...input.client, country: null } };
        return decide(compiled, asked, wallSeconds()).outcome === "allow";
      });
      const requests = (await wireRequests(allowed)).map(({ nginx: text }) => forNginx(text));
      const load = { port: nginx.port, connections: 16, ms: quick ? 500 : 2000 };
      const plain = requests.map((text) => text.replace(/ \/asked /, " /alone "));
      const results = await runLoad(
        { alone: { ...load, requests: plain }, asked: { ...load, requests } },
        quick ? 1 : 5,
      );
      say(`answers with auth_request: ${JSON.stringify(results["asked"]?.statuses)}`);
      return report(results);
    } finally {
      await Promise.all([nginx.stop(), enforcer.stop(), control.authority.close()]);
      enforcer.remove();
    }
  },
};

const upstream = (port: number) =>
  `upstream enforcer { server 127.0.0.1:${port}; keepalive 64; keepalive_requests 100000000; }`;

/** The request to decide comes in headers of its own here, so that one nginx serves both ways. */
const locations = `
location = /alone { try_files /file =404; }
location = /asked { auth_request /authorize; try_files /file =404; }
location = /authorize {
  internal;
  proxy_pass http://enforcer/authorize/nginx;
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_pass_request_body off;
  proxy_set_header Content-Length "";
  proxy_set_header Host $host;
}
`;

function forNginx(text: string): string {
  const [, ...fields] = text.split("\r\n").filter((line) => line !== "");
  const headers = fields.map((field) => field.split(": "));
  return httpText(
    "GET",
    "/asked",
    Object.fromEntries(headers.map(([name = "", value = ""]) => [name, value])),
  );
}

function report({ alone, asked }: Awaited<ReturnType<typeof runLoad>>): Row[] {
  if (!alone || !asked) return [];
  const refused = Object.keys(asked.statuses).filter((status) => status !== "200");
  if (refused.length > 0) throw new Error(`not all were let pass: ${refused.join(", ")}`);
  const added = asked.p50 - alone.p50;
  return [
    {
      what: "added at the median",
      ours: milliseconds(asked.p50),
      peer: milliseconds(alone.p50),
      ratio: null,
      goal: "0.3 ms more",
      met: added <= 0.3,
    },
    {
      what: "requests",
      ours: perSecond(asked.perSecond),
      peer: perSecond(alone.perSecond),
      ratio: asked.perSecond / alone.perSecond,
      goal: "",
      met: null,
    },
  ];
}

const missing: Row = {
  what: "there is no nginx on this machine",
  ours: "",
  peer: "",
  ratio: null,
  goal: "0.3 ms more",
  met: null,
};
