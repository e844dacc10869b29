/** A decision's reason for people: "step-up-required" becomes "Step-up required". The code itself stays in links. */
export function reasonWord(reason: string): string {
  return words[reason] ?? sentence(reason);
}

// Where the code's own words don't do.
const words: Readonly<Record<string, string>> = {
  "step-up-required": "Step-up required",
  preflight: "CORS preflight",
  "unknown-api": "Unknown API",
  "stale-policy": "Policy out of date",
  "stale-directory": "Directory out of date",
  "stale-signals": "Signals out of date",
  "no-permit": "No policy permits it",
  forbidden: "Forbidden by a policy",
};

function sentence(code: string): string {
  const text = code.replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
