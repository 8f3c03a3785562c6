/** What a page may use of a figure. The figures' own classes have more. */

/** Some of the state, or nothing for the default. */
export type Settable<State> = Partial<State> | null | undefined;

/** Names of controls or drawers; nothing for none. */
export type Names = string | readonly string[] | null | undefined;

/** The events that figures send, at most once a frame, and those of every element. */
export interface FigureEventMap<State, Readings> extends HTMLElementEventMap {
  statechange: CustomEvent<Readonly<State>>;
  readingschange: CustomEvent<Readonly<Readings>>;
}

/** Any of the figures. */
export interface FigureElement<
  State extends object,
  Readings,
> extends HTMLElement {
  /** The whole state, frozen. */
  get state(): Readonly<State>;
  /**
   * Checked whole: a `TypeError` with the `key` at fault is thrown, and nothing
   * changes. Keys that are left out stay as they are.
   */
  set state(value: Settable<State>);
  /** The numbers now shown, once there are any. */
  readonly readings: Readonly<Readings> | undefined;
  /** Goes back to the start. */
  reset(): void;
  /** Whether there is a change of the state to take back. */
  readonly canUndo: boolean;
  /** Whether there is one to do again. */
  readonly canRedo: boolean;
  /** Takes the last change of the state back. */
  undo(): void;
  /** Does again what was taken back. */
  redo(): void;
  /** Names of controls that are not shown. */
  get hide(): string;
  set hide(names: Names);
  /** Names of drawers that are open. */
  get open(): string;
  set open(names: Names);
  /** light, dark, auto, or '' for that of the surroundings. */
  get theme(): string;
  set theme(name: 'light' | 'dark' | 'auto' | '' | null | undefined);
  /** The address of the figure in its state; '' where the site is not known. */
  readonly permalink: string;
  /** HTML of a frame with the figure in its state, likewise. */
  readonly embedCode: string;

  addEventListener<Type extends keyof FigureEventMap<State, Readings>>(
    type: Type,
    listener: (
      this: this,
      event: FigureEventMap<State, Readings>[Type],
    ) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The properties that a template may set. */
export interface FigureProperties<State> {
  state?: Settable<State>;
  hide?: Names;
  open?: Names;
  theme?: 'light' | 'dark' | 'auto' | '' | null | undefined;
}

/** An attribute, as a template writes it; nothing takes it away. */
export type Attribute<Value> = Value | string | null | undefined;
