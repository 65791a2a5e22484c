import type { ReactNode } from 'react';

/** How a component looks in one state. */
export interface GalleryState {
  name: string;
  view: ReactNode;
  /** Shown as while a finger is on it. */
  pressed?: boolean;
}

/** What a component's `*.gallery.tsx` gives: the component in every state it has, for `/#/gallery`. */
export interface GalleryEntry {
  /** The name of the component's folder. */
  component: string;
  states: readonly GalleryState[];
}

/** Stands for what a press would do. */
export function nothing(): void {}
