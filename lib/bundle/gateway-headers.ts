/**
 * What an enforcer says of an allowed caller, for the API behind the gateway. Whatever a client sends under these
 * names is overwritten or taken away, by the enforcer's own proxy and by every gateway's configuration.
 */
export const identityHeaders = [
  "X-Sallyport-Subject",
  "X-Sallyport-Device",
  "X-Sallyport-Session",
  "X-Sallyport-Api",
  "X-Sallyport-Operation",
  "X-Sallyport-Decision-Id",
] as const;

/** Between gateway and enforcer; neither a client nor the API has any use for them. */
export const gatewayOnlyHeaders = [
  "X-Sallyport-Reason",
  "X-Sallyport-Status",
  "X-Sallyport-Gateway-Secret",
  "X-Sallyport-Client-Address",
  "X-Sallyport-Target",
] as const;

/**
 * What some frameworks take for the path, the method or the caller's address: a client's word for it would make the
 * API serve another request than was decided.
 */
export const hearsayHeaders = [
  "Forwarded",
  "X-Real-IP",
  "X-Forwarded-Port",
  "X-Forwarded-Prefix",
  "X-Forwarded-Uri",
  "X-Forwarded-Method",
  "X-Original-URI",
  "X-Original-URL",
  "X-Original-Method",
  "X-Rewrite-URL",
] as const;
