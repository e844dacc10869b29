let isOpen = false;

/** Whether changes are told as they happen; then lists need not ask so often. */
export const isStreaming = (): boolean => isOpen;

export function reportStream(open: boolean): void {
  isOpen = open;
}
