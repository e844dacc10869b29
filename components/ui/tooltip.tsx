import { Children, cloneElement, isValidElement, type ReactElement } from "react";

export type TooltipProps = {
  readonly content: string;
  /** The element that is explained; it has to take attributes (a native element or a component of this folder). */
  readonly children: ReactElement<Record<string, unknown>>;
};

/**
 * Explains its child on hover and focus. Never the only place of a fact: touch has no hover. It only marks the child: one
 * layer for the whole page shows it, so that a list of a hundred rows has no hundred tooltips.
 */
export function Tooltip({ content, children }: TooltipProps) {
  // An element that a server component gave may still be on its way, and is then in a wrapper.
  const [child] = Children.toArray(children);
  return isValidElement(child) ? cloneElement(child, marked(content)) : children;
}

function marked(content: string): Record<string, string> {
  return { "data-tip": content };
}
