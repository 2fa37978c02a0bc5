// Of vis-network, which pyvis ships and the page holds as a script of its own, what this one uses.
declare namespace vis {
  class DataSet<T extends { id: string | number }> {
    constructor(items: T[]);
    get(): T[];
    get(id: string | number): T | null;
    update(items: (Partial<T> & { id: string | number })[]): void;
  }

  interface Told {
    nodes: string[];
    edges: number[];
    node: string;
    edge: number;
    pointer: { DOM: { x: number; y: number } };
  }

  class Network {
    constructor(place: HTMLElement, data: { nodes: unknown; edges: unknown }, options: object);
    on(event: "beforeDrawing" | "afterDrawing", call: (context: CanvasRenderingContext2D) => void): void;
    on(event: string, call: (told: Told) => void): void;
    destroy(): void;
    setSize(width: string, height: string): void;
    redraw(): void;
    fit(how: object): void;
    moveTo(how: { position?: { x: number; y: number }; scale?: number }): void;
    getScale(): number;
    getPositions(): Record<string, { x: number; y: number }>;
    selectNodes(ids: string[], edges: boolean): void;
  }
}
