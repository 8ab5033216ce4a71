/*
 * Proof that a model is not vacuous: -DWITNESS=fact, where the fact is one that the model marks, turns a run into a search for a
 * state in which it is true. Without it the marks cost nothing.
 */
#ifdef WITNESS
#define FACT(fact) bool fact
#define MARK(fact) fact = true
#define MARK_IF(fact, condition) fact = fact || (condition)
bool never_reached = true;
#define LOOK_FOR_WITNESS() never_reached = !(WITNESS); assert(never_reached)
#else
#define FACT(fact)
#define MARK(fact) skip
#define MARK_IF(fact, condition) skip
#define LOOK_FOR_WITNESS() skip
#endif

/* A check with a name, which pan tells when it fails. With -DONLY=name the others are passed over. */
#ifdef ONLY
#define CHECK(name, condition) name = name && (condition); assert(ONLY)
#else
#define CHECK(name, condition) name = (condition); assert(name)
#endif
