import { LoaderCircle } from "lucide-react";
import { classNames } from "./class-names.ts";

/** For work inside a control. Pages and lists load with skeletons instead. */
export function Spinner({ className }: { readonly className?: string }) {
  return <LoaderCircle aria-hidden className={classNames("size-4 animate-spin", className)} />;
}
