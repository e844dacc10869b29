/**
 * Where to go after signing in: a path on this origin, or `/`. Anything a browser could read as another origin
 * (`//host`, `/\host`, a scheme, control characters) is refused.
 */
export function localPath(text: string | null | undefined): string {
  if (!text || text.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return "/";
  const base = "http://local.invalid";
  if (!URL.canParse(text, base)) return "/";
  const url = new URL(text, base);
  // Dot segments are resolved by now: `/.//host` has become `//host`, which is another origin.
  if (url.origin !== base || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
