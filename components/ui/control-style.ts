/**
 * The box of every text-like control. 16 px on touch screens: below that, phones zoom into the page. The width has no
 * weight (`:where`), so that a class of the caller replaces it.
 */
export const controlStyle =
  "[:where(&)]:w-full min-w-0 rounded-md border border-control/70 bg-surface px-2.5 text-sm text-ink shadow-xs transition-colors hover:border-control focus-visible:border-focus focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken aria-invalid:border-deny dark:bg-sunken pointer-coarse:text-lg";

export const controlHeight = "h-8 pointer-coarse:h-10";

/** Popups of selects, comboboxes and menus. */
export const popupStyle =
  "rounded-md border bg-raised py-1 text-sm text-ink shadow-popup outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0";

/** One line of such a popup. */
export const optionStyle =
  "flex min-h-8 cursor-default items-center gap-2 px-2.5 py-1 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11";
