/*
 * The life of forwards in one escrow: an open and an assigned one, two buyers (0, 1), two providers (2, 3).
 *
 * Everybody does whatever the contract lets them, in any order, and time passes when it likes. Once, the chain may go
 * back to an earlier state: what people have signed by then stays signed. contracts/model/model_test.go verifies all of
 * it, compares the transitions seen with transitions.json, and plants the faults below, each of which must be found:
 *
 *   FAULT_ONCE       what was settled, closed or reclaimed can be again
 *   FAULT_EARLY      reclaim is allowed before settleBy
 *   FAULT_OWNER      anybody settles an assigned forward
 *   FAULT_AMOUNT     a step may deliver more than is left
 *   FAULT_BOND       the bond goes back with the first unit
 *   FAULT_ROUNDING   a settlement is paid by itself, rounded up
 *   FAULT_SIGNED     a consent counts whatever was delivered since
 *   FAULT_LAPSED     nobody can reclaim what nobody accepted
 *   FAULT_SHARE      the buyer's share is refused when it cannot be transferred
 *   FAULT_LOOP       a position can be sold without end
 *
 * Left out: what the predicate says (any step may be proved), the length of the claim delay, amounts above the small
 * ones here, tokens. The invariant tests have those.
 */

#define QUANTITY 3
#define PRICE    5 /* not a multiple of the quantity: every split rounds */
#define STAKE    4

/* Instants, each the first second of what it names. acceptBy is 1 or 2, so that it may equal start. */
#define START     2
#define END       3
#define SETTLE_BY 4

#define FORWARDS 2
#define PEOPLE   4
#define NOBODY   4

/* In the order of the contract's enum. */
#define NONE        0
#define PROPOSED    1
#define LAPSED      2
#define PENDING     3
#define DELIVERABLE 4
#define EXPIRED     5
#define SETTLED     6
#define RECLAIMED   7
#define CLOSED      8

/* What people do; OTHER stands for everything that changes no status. */
#define OPEN    0
#define ACCEPT  1
#define SETTLE  2
#define RECLAIM 3
#define CLOSE   4
#define TIME    5
#define OTHER    6

typedef Forward {
	bool opened;
	bool named;        /* assigned to provider 2 without a bond, acceptBy == start */
	bool reclaimed;
	bool closed;
	byte buyer;
	byte provider;
	byte delivered;
	bool buyerSold;    /* each position is sold at most once: the state space stays finite without cycles */
	bool providerSold;
	byte announced[2]; /* by provider: 0 no, 1 just now, 2 longer than the claim delay ago */
	byte paid;         /* ghosts: what left for settlements, and what went back at the end */
	byte back;
}

typedef Chain {
	Forward f[FORWARDS];
	byte time;
	byte balance;
	byte owed[PEOPLE];
}

Chain chain;

/* The reorg. */
Chain kept;
bool snapped, reorged;

/* What people know and no reorg undoes: one agreement to close, with who has signed it. */
bool agreed, agreedToBuyer, consent[PEOPLE];
byte agreedDelivered;

/* Of one action only; zero between actions. */
byte i, who, to, amount, due, was[FORWARDS], is, action;

c_decl {
	static unsigned char seen[2][9][9][7];
	static const char *statusName[] = {"None", "Proposed", "Lapsed", "Pending", "Deliverable", "Expired", "Settled", "Reclaimed", "Closed"};
	static const char *actionName[] = {"open", "accept", "settle", "reclaim", "close", "time", "other"};

	static void saw(int kind, int from, int to, int by)
	{
		if (seen[kind][from][to][by])
			return;
		seen[kind][from][to][by] = 1;
		printf("transition %s %s %s %s\n", kind ? "assigned" : "open", statusName[from], statusName[to], actionName[by]);
	}
}

#define ASSIGNED(i)  (i == 1)
#define F(i)         chain.f[i]
#define BOND(i)      ((ASSIGNED(i) && !F(i).named) -> STAKE : 0)
#define ACCEPT_BY(i) (F(i).named -> START : START - 1)
#define SHARE(whole, part) (((whole) * (part)) / QUANTITY)
#define ACCEPTED(i)  (F(i).provider != NOBODY)

#define STATUS(i) \
	(!F(i).opened -> NONE : \
	(F(i).closed -> CLOSED : \
	(F(i).reclaimed -> RECLAIMED : \
	(F(i).delivered == QUANTITY -> SETTLED : \
	((ASSIGNED(i) && !ACCEPTED(i)) -> (chain.time < ACCEPT_BY(i) -> PROPOSED : LAPSED) : \
	(chain.time < START -> PENDING : (chain.time < SETTLE_BY -> DELIVERABLE : EXPIRED)))))))

#define COLD(status) (status == NONE || status == SETTLED || status == RECLAIMED || status == CLOSED)

/* What the escrow holds for a forward. */
#define HELD(i) (COLD(STATUS(i)) -> 0 : PRICE - F(i).paid + (ACCEPTED(i) -> BOND(i) : 0))

#ifndef HAS_OPEN
#define HAS_OPEN true
#endif
#ifndef HAS_ASSIGNED
#define HAS_ASSIGNED true
#endif
#ifndef HAS_REORG
#define HAS_REORG true
#endif

/* The contract's checks. */
#ifdef FAULT_ONCE
#define ONCE(i) F(i).opened
#else
#define ONCE(i) (F(i).opened && !F(i).closed && !F(i).reclaimed && F(i).delivered < QUANTITY)
#endif
#ifdef FAULT_EARLY
#define OVER END
#else
#define OVER SETTLE_BY
#endif
#ifdef FAULT_LAPSED
#define GIVEN_UP(i) false
#else
#define GIVEN_UP(i) (ASSIGNED(i) && !ACCEPTED(i) && chain.time >= ACCEPT_BY(i))
#endif
#ifdef FAULT_SHARE
#define MAY_RECLAIM(i) (ONCE(i) && (GIVEN_UP(i) || (chain.time >= OVER && F(i).buyer != 1)))
#else
#define MAY_RECLAIM(i) (ONCE(i) && (GIVEN_UP(i) || chain.time >= OVER))
#endif
#ifdef FAULT_OWNER
#define MAY_DELIVER(i, who) ACCEPTED(i)
#else
#define MAY_DELIVER(i, who) (ACCEPTED(i) && F(i).provider == who)
#endif
#ifdef FAULT_AMOUNT
#define FITS(i, amount) true
#else
#define FITS(i, amount) (F(i).delivered + amount <= QUANTITY)
#endif
#ifdef FAULT_SIGNED
#define SIGNED_FOR(i) true
#else
#define SIGNED_FOR(i) (F(i).delivered == agreedDelivered)
#endif
#ifdef FAULT_LOOP
#define SOLD false
#else
#define SOLD true
#endif

inline begin() {
	was[0] = STATUS(0);
	was[1] = STATUS(1)
}

/* After every action: the status of each forward moved as the table says, and the money is all there. */
inline finish(by) {
	action = by;
	i = 0;
	do
	:: i < FORWARDS ->
		is = STATUS(i);
		assert(is == was[i] || by != OTHER);
		assert(is == was[i] || !COLD(was[i]) || (was[i] == NONE && by == OPEN));
		assert(is == was[i] || by != ACCEPT || was[i] == PROPOSED);
		assert(is == was[i] || by != SETTLE || was[i] == DELIVERABLE);
		assert(is == was[i] || by != RECLAIM || was[i] == LAPSED || was[i] == EXPIRED);
		assert(is == was[i] || by != CLOSE || was[i] == PENDING || was[i] == DELIVERABLE || was[i] == EXPIRED);
		assert(F(i).paid <= PRICE);
		assert(F(i).paid == 0 || is == DELIVERABLE || is == EXPIRED || COLD(is));
		/* Whatever everybody else does: time, or anybody's call of reclaim, takes it on. */
		assert(COLD(is) || chain.time < SETTLE_BY || MAY_RECLAIM(i));
		assert(is != LAPSED || MAY_RECLAIM(i));
		assert(!(is == SETTLED) || F(i).paid == PRICE);
		/* A position has no say before there is one. */
		assert(F(i).paid == 0 || !ASSIGNED(i) || ACCEPTED(i));
		c_code { if (now.was[now.i] != now.is) saw(now.i, now.was[now.i], now.is, now.action); };
		i++
	:: else -> break
	od;
	assert(chain.balance == HELD(0) + HELD(1) + chain.owed[0] + chain.owed[1] + chain.owed[2] + chain.owed[3]);
	i = 0; who = 0; to = 0; amount = 0; due = 0; is = 0; action = 0; was[0] = 0; was[1] = 0
}

/* A transfer that arrives, or fails and is credited. */
inline pay(person, sum) {
	assert(sum <= chain.balance);
	if
	:: sum > 0 && chain.owed[person] == 0 -> chain.owed[person] = sum
	:: chain.balance = chain.balance - sum
	fi
}

active proctype world() {
	i = 0;
	do
	:: i < FORWARDS -> chain.f[i].buyer = NOBODY; chain.f[i].provider = NOBODY; i++
	:: else -> i = 0; break
	od;

	do
	/* open: buyer 0 the open forward, while its window lasts; buyer 1 the assigned one, before acceptBy */
	:: atomic { HAS_OPEN && !F(0).opened && chain.time < SETTLE_BY ->
		begin();
		F(0).opened = true; F(0).buyer = 0;
		chain.balance = chain.balance + PRICE;
		finish(OPEN) }
	:: atomic { HAS_ASSIGNED && !F(1).opened && chain.time < START ->
		begin();
		if
		:: chain.time < START - 1
		:: F(1).named = true
		fi;
		F(1).opened = true; F(1).buyer = 1;
		chain.balance = chain.balance + PRICE;
		finish(OPEN) }

	/* accept */
	:: atomic { F(1).opened && !ACCEPTED(1) && !F(1).reclaimed && chain.time < ACCEPT_BY(1) ->
		begin();
		if
		:: who = 2
		:: !F(1).named -> who = 3
		fi;
		F(1).provider = who;
		chain.balance = chain.balance + BOND(1);
		finish(ACCEPT) }

	/* announce, and settle what was announced long enough ago */
	:: atomic { ONCE(0) && (F(0).announced[0] == 0 || F(0).announced[1] == 0) ->
		begin();
		if
		:: F(0).announced[0] == 0 -> F(0).announced[0] = 1
		:: F(0).announced[1] == 0 -> F(0).announced[1] = 1
		fi;
		finish(OTHER) }
	:: atomic { F(0).announced[0] == 1 || F(0).announced[1] == 1 ->
		begin();
		if
		:: F(0).announced[0] == 1 -> F(0).announced[0] = 2
		:: else
		fi;
		if
		:: F(0).announced[1] == 1 -> F(0).announced[1] = 2
		:: else
		fi;
		finish(OTHER) }
	:: atomic { ONCE(0) && chain.time >= START && chain.time < SETTLE_BY && (F(0).announced[0] == 2 || F(0).announced[1] == 2) ->
		begin();
		if
		:: F(0).announced[0] == 2 -> who = 2; F(0).announced[0] = 0
		:: F(0).announced[1] == 2 -> who = 3; F(0).announced[1] = 0
		fi;
		F(0).delivered = QUANTITY;
		F(0).paid = F(0).paid + PRICE;
		pay(who, PRICE);
		finish(SETTLE) }

	/* settle of the assigned forward, in steps */
	:: atomic { ONCE(1) && chain.time >= START && chain.time < SETTLE_BY && ACCEPTED(1) ->
		begin();
		if
		:: amount = 1
		:: FITS(1, 2) -> amount = 2
		:: FITS(1, 3) -> amount = 3
		fi;
		if
		:: MAY_DELIVER(1, 0) -> who = 0
		:: MAY_DELIVER(1, 1) -> who = 1
		:: MAY_DELIVER(1, 2) -> who = 2
		:: MAY_DELIVER(1, 3) -> who = 3
		fi;
		assert(who == F(1).provider);
#ifdef FAULT_ROUNDING
		due = (PRICE * amount + QUANTITY - 1) / QUANTITY;
#else
		due = SHARE(PRICE, F(1).delivered + amount) - SHARE(PRICE, F(1).delivered);
#endif
		F(1).delivered = F(1).delivered + amount;
		F(1).paid = F(1).paid + due;
		if
#ifdef FAULT_BOND
		:: true -> due = due + BOND(1)
#else
		:: F(1).delivered == QUANTITY -> due = due + BOND(1)
		:: else
#endif
		fi;
		assert(F(1).delivered <= QUANTITY);
		pay(who, due);
		if
		:: STATUS(1) == DELIVERABLE && was[1] == DELIVERABLE -> c_code { saw(1, 4, 4, 2); }
		:: else
		fi;
		finish(SETTLE) }

	/* reclaim, by anybody */
	:: atomic { MAY_RECLAIM(0) ->
		begin();
		F(0).reclaimed = true;
		assert(F(0).back == 0 && F(0).paid == 0);
		F(0).back = PRICE;
		pay(F(0).buyer, PRICE);
		finish(RECLAIM) }
	:: atomic { MAY_RECLAIM(1) ->
		begin();
		F(1).reclaimed = true;
		due = PRICE - F(1).paid + (ACCEPTED(1) -> BOND(1) - SHARE(BOND(1), F(1).delivered) : 0);
		assert(F(1).back == 0);
		pay(F(1).buyer, due);
		F(1).back = due;
		if
		:: ACCEPTED(1) ->
			due = SHARE(BOND(1), F(1).delivered);
			F(1).back = F(1).back + due;
			pay(F(1).provider, due)
		:: else
		fi;
		assert(F(1).paid + F(1).back == PRICE + (ACCEPTED(1) -> BOND(1) : 0));
		finish(RECLAIM) }

	/* Holders agree to close: the first says how, for what is delivered now, the others sign it. */
	:: atomic { !agreed && ONCE(1) && ACCEPTED(1) ->
		begin();
		agreed = true;
		agreedDelivered = F(1).delivered;
		if
		:: agreedToBuyer = true
		:: agreedToBuyer = false
		fi;
		if
		:: consent[F(1).buyer] = true
		:: consent[F(1).provider] = true
		fi;
		finish(OTHER) }
	:: atomic { agreed && ONCE(1) && ACCEPTED(1) && F(1).delivered == agreedDelivered && !(consent[F(1).buyer] && consent[F(1).provider]) ->
		begin();
		if
		:: !consent[F(1).buyer] -> consent[F(1).buyer] = true
		:: !consent[F(1).provider] -> consent[F(1).provider] = true
		fi;
		finish(OTHER) }
	/* close: with the consent of whoever holds each position by now */
	:: atomic { agreed && ONCE(1) && ACCEPTED(1) && SIGNED_FOR(1) && consent[F(1).buyer] && consent[F(1).provider] ->
		begin();
		F(1).closed = true;
		due = PRICE - F(1).paid + BOND(1);
		/* It is what they signed, to the last unit. */
		assert(due == PRICE - SHARE(PRICE, agreedDelivered) + BOND(1));
		assert(F(1).back == 0);
		F(1).back = due;
		if
		:: agreedToBuyer -> pay(F(1).buyer, due)
		:: else -> pay(F(1).provider, due)
		fi;
		finish(CLOSE) }

	/* A position is sold, to anybody. */
	:: atomic { ONCE(0) && !F(0).buyerSold ->
		begin();
		F(0).buyerSold = SOLD;
		to = 1;
		F(0).buyer = to;
		finish(OTHER) }
	:: atomic { ONCE(1) && !F(1).buyerSold ->
		begin();
		F(1).buyerSold = SOLD;
		if
		:: to = 0
		:: to = 2
		fi;
		F(1).buyer = to;
		finish(OTHER) }
	:: atomic { ONCE(1) && ACCEPTED(1) && !F(1).providerSold ->
		begin();
		F(1).providerSold = SOLD;
		if
		:: F(1).provider != 2 -> to = 2
		:: F(1).provider != 3 -> to = 3
		:: to = 1
		fi;
		F(1).provider = to;
		finish(OTHER) }

	/* withdraw what was credited */
	:: atomic { chain.owed[0] + chain.owed[1] + chain.owed[2] + chain.owed[3] > 0 ->
		begin();
		if
		:: chain.owed[0] > 0 -> who = 0
		:: chain.owed[1] > 0 -> who = 1
		:: chain.owed[2] > 0 -> who = 2
		:: chain.owed[3] > 0 -> who = 3
		fi;
		due = chain.owed[who];
		assert(due <= chain.balance);
		chain.owed[who] = 0;
		chain.balance = chain.balance - due;
		finish(OTHER) }

	/* A block later than the last one: any of the instants to come. */
	:: atomic { chain.time < SETTLE_BY ->
		begin();
		if
		:: amount = 1
		:: chain.time + 2 <= SETTLE_BY -> amount = 2
		:: chain.time + 3 <= SETTLE_BY -> amount = 3
		:: chain.time + 4 <= SETTLE_BY -> amount = 4
		fi;
		chain.time = chain.time + amount;
		finish(TIME) }

	/* The reorg: the chain as it was at some moment is the chain again. */
	:: atomic { HAS_REORG && !snapped && !reorged ->
		snapped = true;
		c_code { now.kept = now.chain; } }
	:: atomic { snapped ->
		snapped = false;
		reorged = true;
		c_code { now.chain = now.kept; memset(&now.kept, 0, sizeof(now.kept)); } }

	/* Everything has ended: nobody has anything left to get. */
	:: atomic { chain.time == SETTLE_BY && COLD(STATUS(0)) && COLD(STATUS(1)) &&
		chain.owed[0] + chain.owed[1] + chain.owed[2] + chain.owed[3] == 0 ->
		assert(chain.balance == 0);
		break }
	od
}
