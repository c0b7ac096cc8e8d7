// Package delivery takes open forwards from their opening to their payment, and assigned ones from their acceptance to that of
// their last step. It promises that
//
//   - the chain is the truth about what happened and the journal the truth about secrets: a relayer that is killed at
//     any moment goes on, after its restart, under the announcement it made, with the proof it made;
//   - nothing is announced before output, witness, h and proof are durable, and no transaction is sent before its signed
//     bytes are;
//   - "send failed" means unknown: the chain is looked at before anything is signed anew;
//   - the payload, which is the output to whoever may read it, is shown only in a settlement that can still count: after
//     the announcement is confirmed and old enough, and a margin before the window is over;
//   - where there are several endpoints nothing that cannot be taken back (showing an output, taking a step or a payment for final,
//     giving a forward up) rests on what one of them says: as long as too few agree it waits, and says why. What is shown already is
//     sent again all the same;
//   - no bond is staked on what could not be delivered, as far as can be known, on more than the operator allows, or twice; and what
//     nobody saw of an acceptance is not sent once something is against it;
//   - after a missed window nothing new is begun for a while, and what was begun goes on;
//   - an assigned forward is settled step after step, each from where the chain says that the one before it ended, and only
//     while this relayer's account may act for its provider's position; nothing is announced, since nobody else could use it;
//   - gas costs no more than a share of what a delivery brings, where the operator says what that is worth, until its output is
//     shown, and then no more than all of it; what waits for nothing makes way, and what could still pay is never cancelled;
//   - what a plugin answers is recomputed or bounded before anything rests on it;
//   - what is proved together is shown together, once each of it could be settled by itself; what a group leaves out, or cannot
//     wait for the rest of it, is settled alone;
//   - a forward that cannot be delivered is not begun, and the reason is said once.
//
// All actions on the chain are taken by one goroutine, in Tick, at one pinned block. Execution and proving run beside it,
// so that a slow job never holds up another forward's settlement.
package delivery
