// Package book keeps signed offers that strangers sent, and tells which of them can be taken: it is where buyers and providers find
// each other. Offers lie in a folder, a file each, in the form that `tercet offer fill` takes.
//
// It signs nothing, sends no transaction and holds no money: an offer is what its maker signed, and whoever takes one has their own
// program judge it anew. So nobody can steal by a book, or forge: what is changed has another hash, and its maker did not sign it.
// What can be done to one is to fill it with what is worth nothing, to push others' offers out, and to keep its server busy. It
// promises that
//   - an offer is taken in only if it could be taken wholly at that block: signature (accounts and contracts), chain and contract,
//     times, cancellation, its maker's money, allowance and consent, and a contract that says the same of its price;
//   - it names a token and a predicate that the operator's deployment names, and its parameters are the predicate's and make its unit:
//     nobody fills a book with a token of their own, or has something else listed as what it is not;
//   - its maker holds what it promises (the price of a bid, the bond of an ask), and nothing of that is counted for two offers:
//     a hundred bids need a hundred times the money, held and not lent, as long as they are listed. An ask without a bond
//     promises nothing, and is not taken in;
//   - it has at most so many offers, each token its share of them, each maker so many, and a file so many bytes. Where there is no
//     room, what is over goes first, then what nobody stands behind any more, then what has least behind it, and never for an offer
//     with no more behind it;
//   - all are judged again as the chain goes on. One whose money or allowance is gone is not listed, and forgotten after a while; one
//     that was taken, cancelled or has expired says so for some days: a bid that nobody took is called unfilled;
//   - what is sent twice is there once, by its hash; what is passed on by others is judged as if its maker had sent it;
//   - contracts of makers are asked apart from everything else, with bounded gas and an answer of one word: what one of them does is
//     about its own offers. Only what a contract answers, or that it reverts, says anything; else an offer stands as it did;
//   - a look at the chain has an end, however slow an endpoint is, and the next one goes on where it stopped. What came to no end is
//     asked apart: it holds up nobody else's offers twice;
//   - its folder has one server, and a second one is told which. Nobody who reads waits for the disk;
//   - others are spoken to only at the addresses that the operator names, wherever those would send one.
//
// What it does not promise:
//   - that an open offer can be filled by everybody: a bid may name who alone can take it (it says so, and is on no curve), and a
//     maker that is a contract may answer otherwise in a transaction than when it is asked;
//   - that the task of a bid is what its hash says: the text may be the place where the task lies. Who takes it compares;
//   - that money stays. It backs an offer at the block of the last look, and for one block is enough to push another offer out, which
//     comes back when its maker or a peer sends it again. Between two looks money that moves on may back offers of several makers;
//   - that the latest of a maker's offers is the one that counts: whoever has an offer's file may post it anywhere, and the one that
//     came first has the money. Who signs a better one cancels the old one, or gives both one nonce and waits for one to be taken;
//   - that all offers are as new as the last block where an endpoint is slow, or everything has to be asked singly: what a look does
//     not come to stands as it did. Each says at which block it was judged. Use an endpoint that takes many questions in one request.
package book
