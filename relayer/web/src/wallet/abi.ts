// Written by abi.mjs out of bindings/contracts.go. Do not edit.

export const escrowAbi = [
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "owner",
    "type": "address"
   },
   {
    "internalType": "address",
    "name": "operator",
    "type": "address"
   }
  ],
  "name": "isApprovedForAll",
  "outputs": [
   {
    "internalType": "bool",
    "name": "",
    "type": "bool"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "inputs": [
   {
    "components": [
     {
      "internalType": "address",
      "name": "predicate",
      "type": "address"
     },
     {
      "internalType": "uint256",
      "name": "params",
      "type": "uint256"
     },
     {
      "internalType": "bytes32",
      "name": "taskHash",
      "type": "bytes32"
     },
     {
      "internalType": "address",
      "name": "token",
      "type": "address"
     },
     {
      "internalType": "uint128",
      "name": "price",
      "type": "uint128"
     },
     {
      "internalType": "uint96",
      "name": "quantity",
      "type": "uint96"
     },
     {
      "internalType": "bytes32",
      "name": "unit",
      "type": "bytes32"
     },
     {
      "internalType": "uint64",
      "name": "acceptBy",
      "type": "uint64"
     },
     {
      "internalType": "uint64",
      "name": "start",
      "type": "uint64"
     },
     {
      "internalType": "uint64",
      "name": "end",
      "type": "uint64"
     },
     {
      "internalType": "uint64",
      "name": "settleBy",
      "type": "uint64"
     },
     {
      "internalType": "uint128",
      "name": "bond",
      "type": "uint128"
     },
     {
      "internalType": "address",
      "name": "provider",
      "type": "address"
     },
     {
      "internalType": "uint64",
      "name": "beaconBlock",
      "type": "uint64"
     },
     {
      "internalType": "uint256",
      "name": "sealX",
      "type": "uint256"
     },
     {
      "internalType": "uint256",
      "name": "sealY",
      "type": "uint256"
     }
    ],
    "internalType": "structTerms",
    "name": "terms",
    "type": "tuple"
   },
   {
    "internalType": "address",
    "name": "buyer",
    "type": "address"
   },
   {
    "internalType": "bytes32",
    "name": "salt",
    "type": "bytes32"
   },
   {
    "internalType": "bytes",
    "name": "params",
    "type": "bytes"
   },
   {
    "internalType": "bytes",
    "name": "task",
    "type": "bytes"
   }
  ],
  "name": "open",
  "outputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "components": [
     {
      "components": [
       {
        "internalType": "address",
        "name": "predicate",
        "type": "address"
       },
       {
        "internalType": "uint256",
        "name": "params",
        "type": "uint256"
       },
       {
        "internalType": "bytes32",
        "name": "taskHash",
        "type": "bytes32"
       },
       {
        "internalType": "address",
        "name": "token",
        "type": "address"
       },
       {
        "internalType": "uint128",
        "name": "price",
        "type": "uint128"
       },
       {
        "internalType": "uint96",
        "name": "quantity",
        "type": "uint96"
       },
       {
        "internalType": "bytes32",
        "name": "unit",
        "type": "bytes32"
       },
       {
        "internalType": "uint64",
        "name": "acceptBy",
        "type": "uint64"
       },
       {
        "internalType": "uint64",
        "name": "start",
        "type": "uint64"
       },
       {
        "internalType": "uint64",
        "name": "end",
        "type": "uint64"
       },
       {
        "internalType": "uint64",
        "name": "settleBy",
        "type": "uint64"
       },
       {
        "internalType": "uint128",
        "name": "bond",
        "type": "uint128"
       },
       {
        "internalType": "address",
        "name": "provider",
        "type": "address"
       },
       {
        "internalType": "uint64",
        "name": "beaconBlock",
        "type": "uint64"
       },
       {
        "internalType": "uint256",
        "name": "sealX",
        "type": "uint256"
       },
       {
        "internalType": "uint256",
        "name": "sealY",
        "type": "uint256"
       }
      ],
      "internalType": "structTerms",
      "name": "terms",
      "type": "tuple"
     },
     {
      "internalType": "address",
      "name": "buyer",
      "type": "address"
     },
     {
      "internalType": "bytes32",
      "name": "salt",
      "type": "bytes32"
     }
    ],
    "internalType": "structForward",
    "name": "forward",
    "type": "tuple"
   }
  ],
  "name": "reclaim",
  "outputs": [],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "components": [
     {
      "components": [
       {
        "internalType": "address",
        "name": "predicate",
        "type": "address"
       },
       {
        "internalType": "uint256",
        "name": "params",
        "type": "uint256"
       },
       {
        "internalType": "bytes32",
        "name": "taskHash",
        "type": "bytes32"
       },
       {
        "internalType": "address",
        "name": "token",
        "type": "address"
       },
       {
        "internalType": "uint128",
        "name": "price",
        "type": "uint128"
       },
       {
        "internalType": "uint96",
        "name": "quantity",
        "type": "uint96"
       },
       {
        "internalType": "bytes32",
        "name": "unit",
        "type": "bytes32"
       },
       {
        "internalType": "uint64",
        "name": "acceptBy",
        "type": "uint64"
       },
       {
        "internalType": "uint64",
        "name": "start",
        "type": "uint64"
       },
       {
        "internalType": "uint64",
        "name": "end",
        "type": "uint64"
       },
       {
        "internalType": "uint64",
        "name": "settleBy",
        "type": "uint64"
       },
       {
        "internalType": "uint128",
        "name": "bond",
        "type": "uint128"
       },
       {
        "internalType": "address",
        "name": "provider",
        "type": "address"
       },
       {
        "internalType": "uint64",
        "name": "beaconBlock",
        "type": "uint64"
       },
       {
        "internalType": "uint256",
        "name": "sealX",
        "type": "uint256"
       },
       {
        "internalType": "uint256",
        "name": "sealY",
        "type": "uint256"
       }
      ],
      "internalType": "structTerms",
      "name": "terms",
      "type": "tuple"
     },
     {
      "internalType": "address",
      "name": "buyer",
      "type": "address"
     },
     {
      "internalType": "bytes32",
      "name": "salt",
      "type": "bytes32"
     }
    ],
    "internalType": "structForward",
    "name": "forward",
    "type": "tuple"
   }
  ],
  "name": "statusOf",
  "outputs": [
   {
    "internalType": "enumStatus",
    "name": "",
    "type": "uint8"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   },
   {
    "indexed": true,
    "internalType": "address",
    "name": "buyer",
    "type": "address"
   },
   {
    "indexed": true,
    "internalType": "address",
    "name": "predicate",
    "type": "address"
   },
   {
    "components": [
     {
      "internalType": "address",
      "name": "predicate",
      "type": "address"
     },
     {
      "internalType": "uint256",
      "name": "params",
      "type": "uint256"
     },
     {
      "internalType": "bytes32",
      "name": "taskHash",
      "type": "bytes32"
     },
     {
      "internalType": "address",
      "name": "token",
      "type": "address"
     },
     {
      "internalType": "uint128",
      "name": "price",
      "type": "uint128"
     },
     {
      "internalType": "uint96",
      "name": "quantity",
      "type": "uint96"
     },
     {
      "internalType": "bytes32",
      "name": "unit",
      "type": "bytes32"
     },
     {
      "internalType": "uint64",
      "name": "acceptBy",
      "type": "uint64"
     },
     {
      "internalType": "uint64",
      "name": "start",
      "type": "uint64"
     },
     {
      "internalType": "uint64",
      "name": "end",
      "type": "uint64"
     },
     {
      "internalType": "uint64",
      "name": "settleBy",
      "type": "uint64"
     },
     {
      "internalType": "uint128",
      "name": "bond",
      "type": "uint128"
     },
     {
      "internalType": "address",
      "name": "provider",
      "type": "address"
     },
     {
      "internalType": "uint64",
      "name": "beaconBlock",
      "type": "uint64"
     },
     {
      "internalType": "uint256",
      "name": "sealX",
      "type": "uint256"
     },
     {
      "internalType": "uint256",
      "name": "sealY",
      "type": "uint256"
     }
    ],
    "indexed": false,
    "internalType": "structTerms",
    "name": "terms",
    "type": "tuple"
   },
   {
    "indexed": false,
    "internalType": "bytes32",
    "name": "salt",
    "type": "bytes32"
   },
   {
    "indexed": false,
    "internalType": "bytes",
    "name": "params",
    "type": "bytes"
   },
   {
    "indexed": false,
    "internalType": "bytes",
    "name": "task",
    "type": "bytes"
   }
  ],
  "name": "Opened",
  "type": "event"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "sender",
    "type": "address"
   },
   {
    "internalType": "uint256",
    "name": "tokenId",
    "type": "uint256"
   },
   {
    "internalType": "address",
    "name": "owner",
    "type": "address"
   }
  ],
  "name": "ERC721IncorrectOwner",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "operator",
    "type": "address"
   },
   {
    "internalType": "uint256",
    "name": "tokenId",
    "type": "uint256"
   }
  ],
  "name": "ERC721InsufficientApproval",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "approver",
    "type": "address"
   }
  ],
  "name": "ERC721InvalidApprover",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "operator",
    "type": "address"
   }
  ],
  "name": "ERC721InvalidOperator",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "owner",
    "type": "address"
   }
  ],
  "name": "ERC721InvalidOwner",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "receiver",
    "type": "address"
   }
  ],
  "name": "ERC721InvalidReceiver",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "sender",
    "type": "address"
   }
  ],
  "name": "ERC721InvalidSender",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint256",
    "name": "tokenId",
    "type": "uint256"
   }
  ],
  "name": "ERC721NonexistentToken",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "acceptBy",
    "type": "uint64"
   },
   {
    "internalType": "uint64",
    "name": "start",
    "type": "uint64"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_AcceptByInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "acceptBy",
    "type": "uint64"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_AcceptanceOver",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   },
   {
    "internalType": "address",
    "name": "provider",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_AlreadyAccepted",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   }
  ],
  "name": "ForwardEscrow_AlreadyOpened",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   }
  ],
  "name": "ForwardEscrow_AlreadySettled",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "beaconBlock",
    "type": "uint64"
   },
   {
    "internalType": "uint256",
    "name": "blockNumber",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_BeaconBlockPassed",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "acceptBy",
    "type": "uint64"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_BeforeAcceptBy",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "settleBy",
    "type": "uint64"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_BeforeSettleBy",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ForwardEscrow_BondZero",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "buyer",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_BuyerInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "caller",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_CallerNotEscrow",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ForwardEscrow_ClaimDelayZero",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint256",
    "name": "deadline",
    "type": "uint256"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_ConsentExpired",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "holder",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_ConsentInvalid",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ForwardEscrow_DeliveriesOverlap",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint256",
    "name": "available",
    "type": "uint256"
   },
   {
    "internalType": "uint256",
    "name": "needed",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_GasTooLow",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint256",
    "name": "count",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_GroupSizeInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "holder",
    "type": "address"
   },
   {
    "internalType": "address",
    "name": "caller",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_HolderDidNotAgree",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "holder",
    "type": "address"
   },
   {
    "internalType": "address",
    "name": "provider",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_HolderInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   }
  ],
  "name": "ForwardEscrow_NotAccepted",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "token",
    "type": "address"
   },
   {
    "internalType": "address",
    "name": "who",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_NothingOwed",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint128",
    "name": "bond",
    "type": "uint128"
   },
   {
    "internalType": "address",
    "name": "provider",
    "type": "address"
   },
   {
    "internalType": "uint64",
    "name": "beaconBlock",
    "type": "uint64"
   }
  ],
  "name": "ForwardEscrow_OpenForwardNotPlain",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint256",
    "name": "params",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_ParamsNotInField",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "part",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_PartWithoutCode",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "predicate",
    "type": "address"
   },
   {
    "internalType": "bytes",
    "name": "reason",
    "type": "bytes"
   }
  ],
  "name": "ForwardEscrow_PredicateRefused",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "predicate",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_PredicateWithoutCode",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ForwardEscrow_PriceZero",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint96",
    "name": "quantity",
    "type": "uint96"
   },
   {
    "internalType": "uint96",
    "name": "most",
    "type": "uint96"
   }
  ],
  "name": "ForwardEscrow_QuantityTooLarge",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ForwardEscrow_QuantityZero",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "recipient",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_RecipientInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint256",
    "name": "sealX",
    "type": "uint256"
   },
   {
    "internalType": "uint256",
    "name": "sealY",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_SealingKeyInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint256",
    "name": "toBuyer",
    "type": "uint256"
   },
   {
    "internalType": "uint256",
    "name": "left",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_ShareTooLarge",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint256",
    "name": "settled",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_SomeDeclined",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "token",
    "type": "address"
   },
   {
    "internalType": "uint256",
    "name": "expected",
    "type": "uint256"
   },
   {
    "internalType": "uint256",
    "name": "received",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_TokenDeliversOther",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "token",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_TokenWithoutCode",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "start",
    "type": "uint64"
   },
   {
    "internalType": "uint64",
    "name": "end",
    "type": "uint64"
   },
   {
    "internalType": "uint64",
    "name": "settleBy",
    "type": "uint64"
   }
  ],
  "name": "ForwardEscrow_WindowInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "settleBy",
    "type": "uint64"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_WindowOver",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ReentrancyGuardReentrantCall",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "token",
    "type": "address"
   }
  ],
  "name": "SafeERC20FailedOperation",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   }
  ],
  "name": "ForwardEscrow_AlreadyClosed",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   }
  ],
  "name": "ForwardEscrow_AlreadyReclaimed",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   },
   {
    "internalType": "uint256",
    "name": "h",
    "type": "uint256"
   },
   {
    "internalType": "uint256",
    "name": "settleFrom",
    "type": "uint256"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_AnnouncementTooRecent",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "start",
    "type": "uint64"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_BeforeStart",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   },
   {
    "internalType": "uint256",
    "name": "h",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_NotAnnounced",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   },
   {
    "internalType": "address",
    "name": "caller",
    "type": "address"
   },
   {
    "internalType": "address",
    "name": "provider",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_NotProvider",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "predicate",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_PredicateDeclined",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "predicate",
    "type": "address"
   },
   {
    "internalType": "address",
    "name": "group",
    "type": "address"
   }
  ],
  "name": "ForwardEscrow_PredicateOther",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   },
   {
    "internalType": "uint256",
    "name": "commitment",
    "type": "uint256"
   },
   {
    "internalType": "uint256",
    "name": "beacon",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_RoundsInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "settleBy",
    "type": "uint64"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "ForwardEscrow_SettlementOver",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "from",
    "type": "uint64"
   },
   {
    "internalType": "uint64",
    "name": "to",
    "type": "uint64"
   },
   {
    "internalType": "uint96",
    "name": "amount",
    "type": "uint96"
   },
   {
    "internalType": "uint96",
    "name": "quantity",
    "type": "uint96"
   }
  ],
  "name": "ForwardEscrow_StepInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "from",
    "type": "uint64"
   },
   {
    "internalType": "uint64",
    "name": "to",
    "type": "uint64"
   },
   {
    "internalType": "uint96",
    "name": "amount",
    "type": "uint96"
   },
   {
    "internalType": "uint64",
    "name": "cursor",
    "type": "uint64"
   },
   {
    "internalType": "uint96",
    "name": "left",
    "type": "uint96"
   }
  ],
  "name": "ForwardEscrow_StepOutOfOrder",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   }
  ],
  "name": "ForwardEscrow_UnknownForward",
  "type": "error"
 }
] as const

export const offersAbi = [
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "maker",
    "type": "address"
   },
   {
    "internalType": "uint256",
    "name": "word",
    "type": "uint256"
   }
  ],
  "name": "cancelledNonces",
  "outputs": [
   {
    "internalType": "uint256",
    "name": "bits",
    "type": "uint256"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "inputs": [
   {
    "components": [
     {
      "components": [
       {
        "components": [
         {
          "internalType": "address",
          "name": "predicate",
          "type": "address"
         },
         {
          "internalType": "uint256",
          "name": "params",
          "type": "uint256"
         },
         {
          "internalType": "bytes32",
          "name": "taskHash",
          "type": "bytes32"
         },
         {
          "internalType": "address",
          "name": "token",
          "type": "address"
         },
         {
          "internalType": "uint128",
          "name": "price",
          "type": "uint128"
         },
         {
          "internalType": "uint96",
          "name": "quantity",
          "type": "uint96"
         },
         {
          "internalType": "bytes32",
          "name": "unit",
          "type": "bytes32"
         },
         {
          "internalType": "uint64",
          "name": "acceptBy",
          "type": "uint64"
         },
         {
          "internalType": "uint64",
          "name": "start",
          "type": "uint64"
         },
         {
          "internalType": "uint64",
          "name": "end",
          "type": "uint64"
         },
         {
          "internalType": "uint64",
          "name": "settleBy",
          "type": "uint64"
         },
         {
          "internalType": "uint128",
          "name": "bond",
          "type": "uint128"
         },
         {
          "internalType": "address",
          "name": "provider",
          "type": "address"
         },
         {
          "internalType": "uint64",
          "name": "beaconBlock",
          "type": "uint64"
         },
         {
          "internalType": "uint256",
          "name": "sealX",
          "type": "uint256"
         },
         {
          "internalType": "uint256",
          "name": "sealY",
          "type": "uint256"
         }
        ],
        "internalType": "structTerms",
        "name": "terms",
        "type": "tuple"
       },
       {
        "internalType": "bytes",
        "name": "params",
        "type": "bytes"
       },
       {
        "internalType": "uint128",
        "name": "lastPrice",
        "type": "uint128"
       },
       {
        "internalType": "uint64",
        "name": "rampStart",
        "type": "uint64"
       },
       {
        "internalType": "uint64",
        "name": "rampEnd",
        "type": "uint64"
       },
       {
        "internalType": "uint96",
        "name": "minFill",
        "type": "uint96"
       },
       {
        "internalType": "uint64",
        "name": "expiry",
        "type": "uint64"
       },
       {
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
       },
       {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
       }
      ],
      "internalType": "structOffer",
      "name": "offer",
      "type": "tuple"
     },
     {
      "internalType": "uint64",
      "name": "review",
      "type": "uint64"
     }
    ],
    "internalType": "structAsk",
    "name": "ask",
    "type": "tuple"
   },
   {
    "internalType": "bytes",
    "name": "signature",
    "type": "bytes"
   },
   {
    "components": [
     {
      "internalType": "uint96",
      "name": "quantity",
      "type": "uint96"
     },
     {
      "internalType": "uint128",
      "name": "maxPrice",
      "type": "uint128"
     },
     {
      "internalType": "address",
      "name": "buyer",
      "type": "address"
     },
     {
      "internalType": "bool",
      "name": "byPermit2",
      "type": "bool"
     },
     {
      "internalType": "uint256",
      "name": "sealX",
      "type": "uint256"
     },
     {
      "internalType": "uint256",
      "name": "sealY",
      "type": "uint256"
     },
     {
      "internalType": "bytes32",
      "name": "taskHash",
      "type": "bytes32"
     },
     {
      "internalType": "bytes",
      "name": "task",
      "type": "bytes"
     }
    ],
    "internalType": "structAskFill",
    "name": "fill",
    "type": "tuple"
   }
  ],
  "name": "fillAsk",
  "outputs": [
   {
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   }
  ],
  "stateMutability": "nonpayable",
  "type": "function"
 },
 {
  "inputs": [
   {
    "components": [
     {
      "components": [
       {
        "components": [
         {
          "internalType": "address",
          "name": "predicate",
          "type": "address"
         },
         {
          "internalType": "uint256",
          "name": "params",
          "type": "uint256"
         },
         {
          "internalType": "bytes32",
          "name": "taskHash",
          "type": "bytes32"
         },
         {
          "internalType": "address",
          "name": "token",
          "type": "address"
         },
         {
          "internalType": "uint128",
          "name": "price",
          "type": "uint128"
         },
         {
          "internalType": "uint96",
          "name": "quantity",
          "type": "uint96"
         },
         {
          "internalType": "bytes32",
          "name": "unit",
          "type": "bytes32"
         },
         {
          "internalType": "uint64",
          "name": "acceptBy",
          "type": "uint64"
         },
         {
          "internalType": "uint64",
          "name": "start",
          "type": "uint64"
         },
         {
          "internalType": "uint64",
          "name": "end",
          "type": "uint64"
         },
         {
          "internalType": "uint64",
          "name": "settleBy",
          "type": "uint64"
         },
         {
          "internalType": "uint128",
          "name": "bond",
          "type": "uint128"
         },
         {
          "internalType": "address",
          "name": "provider",
          "type": "address"
         },
         {
          "internalType": "uint64",
          "name": "beaconBlock",
          "type": "uint64"
         },
         {
          "internalType": "uint256",
          "name": "sealX",
          "type": "uint256"
         },
         {
          "internalType": "uint256",
          "name": "sealY",
          "type": "uint256"
         }
        ],
        "internalType": "structTerms",
        "name": "terms",
        "type": "tuple"
       },
       {
        "internalType": "bytes",
        "name": "params",
        "type": "bytes"
       },
       {
        "internalType": "uint128",
        "name": "lastPrice",
        "type": "uint128"
       },
       {
        "internalType": "uint64",
        "name": "rampStart",
        "type": "uint64"
       },
       {
        "internalType": "uint64",
        "name": "rampEnd",
        "type": "uint64"
       },
       {
        "internalType": "uint96",
        "name": "minFill",
        "type": "uint96"
       },
       {
        "internalType": "uint64",
        "name": "expiry",
        "type": "uint64"
       },
       {
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
       },
       {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
       }
      ],
      "internalType": "structOffer",
      "name": "offer",
      "type": "tuple"
     },
     {
      "internalType": "uint64",
      "name": "review",
      "type": "uint64"
     }
    ],
    "internalType": "structAsk",
    "name": "ask",
    "type": "tuple"
   },
   {
    "components": [
     {
      "internalType": "uint96",
      "name": "quantity",
      "type": "uint96"
     },
     {
      "internalType": "uint128",
      "name": "maxPrice",
      "type": "uint128"
     },
     {
      "internalType": "address",
      "name": "buyer",
      "type": "address"
     },
     {
      "internalType": "bool",
      "name": "byPermit2",
      "type": "bool"
     },
     {
      "internalType": "uint256",
      "name": "sealX",
      "type": "uint256"
     },
     {
      "internalType": "uint256",
      "name": "sealY",
      "type": "uint256"
     },
     {
      "internalType": "bytes32",
      "name": "taskHash",
      "type": "bytes32"
     },
     {
      "internalType": "bytes",
      "name": "task",
      "type": "bytes"
     }
    ],
    "internalType": "structAskFill",
    "name": "fill",
    "type": "tuple"
   }
  ],
  "name": "quoteAsk",
  "outputs": [
   {
    "components": [
     {
      "internalType": "address",
      "name": "predicate",
      "type": "address"
     },
     {
      "internalType": "uint256",
      "name": "params",
      "type": "uint256"
     },
     {
      "internalType": "bytes32",
      "name": "taskHash",
      "type": "bytes32"
     },
     {
      "internalType": "address",
      "name": "token",
      "type": "address"
     },
     {
      "internalType": "uint128",
      "name": "price",
      "type": "uint128"
     },
     {
      "internalType": "uint96",
      "name": "quantity",
      "type": "uint96"
     },
     {
      "internalType": "bytes32",
      "name": "unit",
      "type": "bytes32"
     },
     {
      "internalType": "uint64",
      "name": "acceptBy",
      "type": "uint64"
     },
     {
      "internalType": "uint64",
      "name": "start",
      "type": "uint64"
     },
     {
      "internalType": "uint64",
      "name": "end",
      "type": "uint64"
     },
     {
      "internalType": "uint64",
      "name": "settleBy",
      "type": "uint64"
     },
     {
      "internalType": "uint128",
      "name": "bond",
      "type": "uint128"
     },
     {
      "internalType": "address",
      "name": "provider",
      "type": "address"
     },
     {
      "internalType": "uint64",
      "name": "beaconBlock",
      "type": "uint64"
     },
     {
      "internalType": "uint256",
      "name": "sealX",
      "type": "uint256"
     },
     {
      "internalType": "uint256",
      "name": "sealY",
      "type": "uint256"
     }
    ],
    "internalType": "structTerms",
    "name": "terms",
    "type": "tuple"
   },
   {
    "internalType": "bytes32",
    "name": "salt",
    "type": "bytes32"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "inputs": [
   {
    "internalType": "bytes32",
    "name": "offer",
    "type": "bytes32"
   }
  ],
  "name": "takenOf",
  "outputs": [
   {
    "components": [
     {
      "internalType": "uint96",
      "name": "filled",
      "type": "uint96"
     },
     {
      "internalType": "uint96",
      "name": "carry",
      "type": "uint96"
     },
     {
      "internalType": "bool",
      "name": "cancelled",
      "type": "bool"
     }
    ],
    "internalType": "structTaken",
    "name": "",
    "type": "tuple"
   }
  ],
  "stateMutability": "view",
  "type": "function"
 },
 {
  "anonymous": false,
  "inputs": [
   {
    "indexed": true,
    "internalType": "bytes32",
    "name": "ask",
    "type": "bytes32"
   },
   {
    "indexed": true,
    "internalType": "ForwardId",
    "name": "id",
    "type": "bytes32"
   },
   {
    "indexed": true,
    "internalType": "address",
    "name": "provider",
    "type": "address"
   },
   {
    "indexed": false,
    "internalType": "address",
    "name": "taker",
    "type": "address"
   },
   {
    "indexed": false,
    "internalType": "uint96",
    "name": "quantity",
    "type": "uint96"
   },
   {
    "indexed": false,
    "internalType": "uint128",
    "name": "price",
    "type": "uint128"
   },
   {
    "indexed": false,
    "internalType": "uint96",
    "name": "filled",
    "type": "uint96"
   }
  ],
  "name": "AskFilled",
  "type": "event"
 },
 {
  "inputs": [
   {
    "internalType": "uint256",
    "name": "sealX",
    "type": "uint256"
   },
   {
    "internalType": "uint256",
    "name": "sealY",
    "type": "uint256"
   }
  ],
  "name": "Offers_AskWithSealingKey",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "bytes32",
    "name": "offer",
    "type": "bytes32"
   }
  ],
  "name": "Offers_Cancelled",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "escrow",
    "type": "address"
   }
  ],
  "name": "Offers_EscrowWithoutCode",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "expiry",
    "type": "uint64"
   },
   {
    "internalType": "uint256",
    "name": "timestamp",
    "type": "uint256"
   }
  ],
  "name": "Offers_Expired",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "holder",
    "type": "address"
   },
   {
    "internalType": "address",
    "name": "caller",
    "type": "address"
   }
  ],
  "name": "Offers_HolderDidNotAgree",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "caller",
    "type": "address"
   },
   {
    "internalType": "address",
    "name": "maker",
    "type": "address"
   }
  ],
  "name": "Offers_NotMaker",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint96",
    "name": "quantity",
    "type": "uint96"
   },
   {
    "internalType": "uint96",
    "name": "total",
    "type": "uint96"
   }
  ],
  "name": "Offers_NotWhole",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint128",
    "name": "price",
    "type": "uint128"
   },
   {
    "internalType": "uint128",
    "name": "maxPrice",
    "type": "uint128"
   }
  ],
  "name": "Offers_PriceTooHigh",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint128",
    "name": "price",
    "type": "uint128"
   },
   {
    "internalType": "uint128",
    "name": "minPrice",
    "type": "uint128"
   }
  ],
  "name": "Offers_PriceTooLow",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint96",
    "name": "quantity",
    "type": "uint96"
   },
   {
    "internalType": "uint96",
    "name": "minFill",
    "type": "uint96"
   },
   {
    "internalType": "uint96",
    "name": "left",
    "type": "uint96"
   }
  ],
  "name": "Offers_QuantityInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "uint64",
    "name": "rampStart",
    "type": "uint64"
   },
   {
    "internalType": "uint64",
    "name": "rampEnd",
    "type": "uint64"
   }
  ],
  "name": "Offers_RampInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "bytes32",
    "name": "taskHash",
    "type": "bytes32"
   },
   {
    "internalType": "uint64",
    "name": "acceptBy",
    "type": "uint64"
   }
  ],
  "name": "Offers_ReviewInvalid",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "Offers_ReviewWithoutTransfer",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "maker",
    "type": "address"
   }
  ],
  "name": "Offers_SignatureInvalid",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "bytes32",
    "name": "taskHash",
    "type": "bytes32"
   },
   {
    "internalType": "bytes32",
    "name": "asked",
    "type": "bytes32"
   }
  ],
  "name": "Offers_TaskInvalid",
  "type": "error"
 },
 {
  "inputs": [],
  "name": "ReentrancyGuardReentrantCall",
  "type": "error"
 },
 {
  "inputs": [
   {
    "internalType": "address",
    "name": "token",
    "type": "address"
   }
  ],
  "name": "SafeERC20FailedOperation",
  "type": "error"
 }
] as const
