/** Names for sessions whose owner gave none: easy to say and to tell apart, like `calm-otter-42`. */
import { randomInt } from 'node:crypto'

const adjectives = (
  'able amber brave bright brisk calm civil clear clever cosy crisp deft eager early fair fleet fond fresh gentle glad ' +
  'golden grand happy hardy keen kind lively loyal lucky mellow merry mild modest neat nimble noble patient plucky ' +
  'polite proud quick quiet ready royal sharp silver smart snug solid sound spry steady sunny swift tidy tranquil ' +
  'trusty upbeat vivid warm wise witty'
).split(' ')

const nouns = (
  'acorn anchor aspen badger beacon birch bison brook canyon cedar cloud comet condor coral crane delta dolphin dune ' +
  'eagle ember falcon fern finch fjord forest fox garnet glacier harbor hazel heron island ivy jasper kestrel lagoon ' +
  'lake lark lemur lotus lynx maple marlin meadow moose moss oak orca osprey otter owl pebble pine plover puffin quartz ' +
  'raven reef river robin sable sequoia sparrow spruce stone swan thicket tiger trout walnut willow wren'
).split(' ')

export type Random = (below: number) => number

export const pleasantName = (random: Random = randomInt): string =>
  `${adjectives[random(adjectives.length)]}-${nouns[random(nouns.length)]}-${10 + random(90)}`
