import { Card } from "#components/ui/card.tsx";

const surfaces = [
  "bg-canvas",
  "bg-surface",
  "bg-raised",
  "bg-sunken",
  "bg-hover",
  "bg-selected",
  "bg-accent",
  "bg-accent-soft",
  "bg-allow",
  "bg-allow-soft",
  "bg-challenge",
  "bg-challenge-soft",
  "bg-deny",
  "bg-deny-soft",
  "bg-unknown",
  "bg-unknown-soft",
];
const inks = [
  "text-ink",
  "text-muted",
  "text-faint",
  "text-accent-ink",
  "text-allow-ink",
  "text-challenge-ink",
  "text-deny-ink",
  "text-unknown-ink",
];
const sizes = ["text-2xl", "text-xl", "text-lg", "text-base", "text-sm", "text-xs"];

export function TokenSamples() {
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Card title="Surfaces">
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {surfaces.map((name) => (
            <li key={name} className="text-xs text-muted">
              <span className={`mb-1 block h-10 rounded-md border ${name}`} />
              {name.slice(3)}
            </li>
          ))}
        </ul>
      </Card>
      <Card title="Text">
        <ul className="space-y-1.5">
          {sizes.map((name) => (
            <li key={name} className={name}>
              {name.slice(5)}: the request was allowed
            </li>
          ))}
          {inks.map((name) => (
            <li key={name} className={`text-sm ${name}`}>
              {name.slice(5)} <code>GET /payments/{"{id}"}</code>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
