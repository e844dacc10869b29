/** Next calls this once, before the console's first request. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { stampSocketAddress } = await import("#lib/auth/stamp-socket-address.ts");
  stampSocketAddress();
}
