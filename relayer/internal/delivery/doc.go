// Package delivery takes open forwards from their opening to their payment, and assigned ones from their acceptance to that of
// their last step. It promises that
//
//   - the chain is the truth about what happened and the journal the truth about secrets: a relayer that is killed at
//     any moment goes on, after its restart, under the announcement it made, with the proof it made;
//   - nothing is announced before output, witness, h and proof are durable, and no transaction is sent before its signed
//     bytes are, and that somebody may have seen it; no two of them share a nonce but where one replaces the other;
//   - "send failed" means unknown: the chain is looked at before anything is signed anew;
//   - the payload, which is the output to whoever may read it, is shown only in a settlement that can still count: after
//     the announcement is confirmed and old enough, and a margin before the window is over;
//   - where there are several endpoints nothing that cannot be taken back (showing an output, taking a step or a payment for final,
//     giving a forward up) rests on what one of them says: as long as too few agree it waits, and says why. What is shown already is
//     sent again all the same;
//   - no bond is staked on what could not be delivered, as far as can be known, on more than the operator allows, or twice; and what
//     nobody saw of an acceptance is not sent once something is against it;
//   - a signed bid is filled only where the forward that comes of it would be accepted, as it was judged, and once; until then it takes
//     neither room nor bonds;
//   - after a missed window nothing new is begun for a while, and what was begun goes on;
//   - an assigned forward is settled step after step, each from where the chain says that the one before it ended, and only
//     while this relayer's account may act for its provider's position; nothing is announced, since nobody else could use it;
//   - what an accepted forward kept of its bond when it ran out is reclaimed, if this account is paid it and that is worth the gas; nothing
//     else of it is sent from then on;
//   - gas costs no more than a share of what a delivery brings, where the operator says what that is worth, until its output is
//     shown, and then no more than all of it; what waits for nothing makes way, and what could still pay is never cancelled;
//   - what a plugin answers is recomputed or bounded before anything rests on it;
//   - what is proved together is shown together, once each of it could be settled by itself; what a group leaves out, or cannot
//     wait for the rest of it, is settled alone;
//   - a forward that cannot be delivered is not begun, and the reason is said once.
//
// What the chain is asked. Its state is the truth, and its events are hints of what to ask about:
//
//   - a forward is looked at with every tick, unless that look found that nothing can happen to it before an event of the escrow
//     names it, our own work on it changes, or a moment of its terms comes. Then it rests. What waits for anything else, such as
//     fees, confirmations, a worker, time, room for bonds, a cool-down or doubt, what is on its way, and what has two rounds, never
//     rests; but a reclaim that is too dear, or refused, does, for an hour. What can pay, or cost, is decided by what is read in that tick, as if
//     nothing had ever rested;
//   - an event that an endpoint keeps back, or that is only found later, costs time: all events are read twice, once in the newest
//     blocks and once in final ones, of as many endpoints as have to agree, and those that rest are asked about in turn all the
//     same, each once in sweeps·sweepPause seconds of the chain's time, whatever time one block was of;
//   - what one endpoint says puts nothing to rest that it could be wrong about: not while it lags behind what is final or has another
//     chain, nor while it is not agreed what is final; that it is too late is what a final block says. Once another endpoint is
//     read, what is in hand is looked at again;
//   - an event that never happened costs one look. It can end nothing, but for open forwards that were never looked at, nor
//     begun: whoever has enough endpoints lie for that could as well have them hide the opening. One who accepted a forward has
//     a bond in it, and so no event ends an assigned one;
//   - a reorganisation is noticed by hash. Whatever was named in blocks that went away is looked at again, and what was opened
//     there stays known. What ended in blocks that counted as final and went away is settled again, with the bytes that were sent for it
//     where they can be mined, for reach blocks after its end; so are steps before the present one. Blocks are read again from where the
//     chain is still the same; where that is not remembered, from reach blocks before, and for good from the start. What was read of one
//     endpoint alone is no place to go on from for good;
//   - no tick reads for much longer than longestRead: what is in hand comes in between;
//   - the terms of what rests lie in the database. What is missing there is waited for, and what is in hand is known from its entry;
//   - strangers pay gas for what they have this relayer look at: an opening costs some looks, one of what is not its to take leaves its
//     id behind until its window is over, what others announce costs nothing, and neither does whom they let act for them. Who lets this account act has it
//     look once at all that was accepted, some in each tick;
//   - what is finished is forgotten once none of its transactions can be mined any more: it lies in the database, and for reach blocks its
//     opening too.
//
// All actions on the chain are taken by one goroutine, in Tick, at one pinned block. Execution and proving run beside it,
// so that a slow job never holds up another forward's settlement.
package delivery
