/** Lists of sentences for people: as long as somebody reads, however much there is to say. */
export { firstOf, ProblemList } from './problemList.ts';
