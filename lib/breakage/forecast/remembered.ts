/** The same function, which works each answer out once and keeps it. Keys are told apart as those of a `Map` are. */
export function remembered<Key, Answer extends object>(answerTo: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, Answer>();
  return (key) => {
    const found = known.get(key) ?? answerTo(key);
    known.set(key, found);
    return found;
  };
}
