/**
 * How the rules compare generations: by asking. The simulator's states hold plain numbers; a judge of a history knows some generations only
 * by bounds, and takes both answers then. So a rule writes no `<` between generations, and adds or subtracts 1 at most.
 */
export interface Order {
  isBelow(generation: number, other: number): boolean;
}

export const isSame = (order: Order, generation: number, other: number): boolean =>
  !order.isBelow(generation, other) && !order.isBelow(other, generation);

export const lesserOf = (order: Order, generation: number, other: number): number =>
  order.isBelow(other, generation) ? other : generation;

export const greaterOf = (order: Order, generation: number, other: number): number =>
  order.isBelow(generation, other) ? other : generation;
