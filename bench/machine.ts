import { cpus, loadavg, release, totalmem, type } from "node:os";

/** What the figures depend on, and whether somebody else was busy meanwhile. */
export function describeMachine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  return [
    `${new Date().toISOString().slice(0, 16)}Z`,
    `Node ${process.versions.node}`,
    `${cpus().length} × ${first?.model.trim() ?? "unknown processor"}`,
    `${memory} GB`,
    `${type()} ${release()}`,
    `load ${load.toFixed(1)} at the end`,
  ].join(" · ");
}
