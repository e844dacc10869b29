"use client";
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type PointerEvent,
} from "react";
import type { ComboboxProps } from "./combobox.tsx";
import type { Deferred } from "./deferred.ts";

/** What had happened to the field before the code that can search took its place. */
export type TakenOver = {
  readonly hadFocus: boolean;
  readonly wasPressed: boolean;
  /** Null: nothing was typed. */
  readonly typed: string | null;
};

/** A field that looks like one that searches until somebody comes near; then its code is fetched and takes over. */
export function useStandIn<Code>(box: Deferred<Code>) {
  const pressed = useRef(false);
  const [taken, setTaken] = useState<(TakenOver & { readonly code: Code }) | null>(null);
  const fetch = async (field: HTMLElement) => {
    // Without its code the field keeps what it holds; whoever comes again asks again.
    const code = await box.fetch().catch(() => null);
    if (code === null) return;
    const input = field.querySelector("input");
    const { value = "", defaultValue = "" } = input ?? {};
    setTaken({
      code,
      hadFocus: input !== null && input === document.activeElement,
      wasPressed: pressed.current,
      typed: value === defaultValue ? null : value,
    });
  };
  return {
    Box: taken?.code ?? null,
    taken: taken ?? { hadFocus: false, wasPressed: false, typed: null },
    near: {
      onPointerEnter: (event: PointerEvent<HTMLElement>) => void fetch(event.currentTarget),
      onFocus: (event: FocusEvent<HTMLElement>) => void fetch(event.currentTarget),
      onPointerDown: () => {
        pressed.current = true;
      },
    },
  } as const;
}

/** Goes on where the stand-in was: the focus, and the search for what was typed there. */
export function useTakeOver(
  { hadFocus, typed }: TakenOver,
  onSearch: ((text: string) => void) | undefined,
) {
  const input = useRef<HTMLInputElement>(null);
  const focusOnce = useRef(hadFocus);
  useLayoutEffect(() => {
    const field = input.current;
    if (!field || !focusOnce.current) return;
    focusOnce.current = false;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);
  const searchOnce = useRef(typed);
  useEffect(() => {
    const text = searchOnce.current;
    searchOnce.current = null;
    if (text !== null) onSearch?.(text);
  }, [onSearch]);
  return input;
}

type InputProps = Pick<
  ComboboxProps,
  "id" | "onBlur" | "disabled" | "placeholder" | "aria-label" | "aria-describedby" | "aria-invalid"
> & { readonly text: string; readonly className: string };

export function StandInInput({ text, ...props }: InputProps) {
  return (
    <input
      type="text"
      // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- there is no list yet that it could control
      role="combobox"
      aria-expanded={false}
      aria-haspopup="listbox"
      aria-autocomplete="list"
      autoComplete="off"
      defaultValue={text}
      id={props.id}
      disabled={props.disabled}
      placeholder={props.placeholder}
      onBlur={props.onBlur}
      aria-label={props["aria-label"]}
      aria-describedby={props["aria-describedby"]}
      aria-invalid={props["aria-invalid"]}
      className={props.className}
    />
  );
}
