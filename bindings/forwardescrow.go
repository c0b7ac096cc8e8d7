// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bindings

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// Forward is an auto generated low-level Go binding around an user-defined struct.
type Forward struct {
	Terms Terms
	Buyer common.Address
	Salt  [32]byte
}

// State is an auto generated low-level Go binding around an user-defined struct.
type State struct {
	Buyer     common.Address
	Delivered *big.Int
	Provider  common.Address
	Cursor    uint64
	Flags     uint32
}

// Step is an auto generated low-level Go binding around an user-defined struct.
type Step struct {
	From   uint64
	To     uint64
	Amount *big.Int
}

// Terms is an auto generated low-level Go binding around an user-defined struct.
type Terms struct {
	Predicate   common.Address
	Params      *big.Int
	TaskHash    [32]byte
	Token       common.Address
	Price       *big.Int
	Quantity    *big.Int
	Unit        [32]byte
	AcceptBy    uint64
	Start       uint64
	End         uint64
	SettleBy    uint64
	Bond        *big.Int
	Provider    common.Address
	BeaconBlock uint64
	SealX       *big.Int
	SealY       *big.Int
}

// ForwardEscrowMetaData contains all meta data concerning the ForwardEscrow contract.
var ForwardEscrowMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"claimDelay\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"CLAIM_DELAY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"announce\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"},{\"name\":\"h\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"announcedAt\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"},{\"name\":\"h\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"claimOf\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"},{\"name\":\"recipient\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"forwardId\",\"inputs\":[{\"name\":\"forward\",\"type\":\"tuple\",\"internalType\":\"structForward\",\"components\":[{\"name\":\"terms\",\"type\":\"tuple\",\"internalType\":\"structTerms\",\"components\":[{\"name\":\"predicate\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"params\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"taskHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"quantity\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"unit\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"acceptBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"start\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"end\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"bond\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"beaconBlock\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"sealX\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"sealY\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"buyer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"header\",\"inputs\":[{\"name\":\"forward\",\"type\":\"tuple\",\"internalType\":\"structForward\",\"components\":[{\"name\":\"terms\",\"type\":\"tuple\",\"internalType\":\"structTerms\",\"components\":[{\"name\":\"predicate\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"params\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"taskHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"quantity\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"unit\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"acceptBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"start\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"end\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"bond\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"beaconBlock\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"sealX\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"sealY\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"buyer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"recipient\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"step\",\"type\":\"tuple\",\"internalType\":\"structStep\",\"components\":[{\"name\":\"from\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"to\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256[9]\",\"internalType\":\"uint256[9]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"open\",\"inputs\":[{\"name\":\"terms\",\"type\":\"tuple\",\"internalType\":\"structTerms\",\"components\":[{\"name\":\"predicate\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"params\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"taskHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"quantity\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"unit\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"acceptBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"start\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"end\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"bond\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"beaconBlock\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"sealX\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"sealY\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"buyer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"params\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"task\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"owed\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"who\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"reclaim\",\"inputs\":[{\"name\":\"forward\",\"type\":\"tuple\",\"internalType\":\"structForward\",\"components\":[{\"name\":\"terms\",\"type\":\"tuple\",\"internalType\":\"structTerms\",\"components\":[{\"name\":\"predicate\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"params\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"taskHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"quantity\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"unit\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"acceptBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"start\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"end\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"bond\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"beaconBlock\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"sealX\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"sealY\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"buyer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"settle\",\"inputs\":[{\"name\":\"forward\",\"type\":\"tuple\",\"internalType\":\"structForward\",\"components\":[{\"name\":\"terms\",\"type\":\"tuple\",\"internalType\":\"structTerms\",\"components\":[{\"name\":\"predicate\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"params\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"taskHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"quantity\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"unit\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"acceptBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"start\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"end\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"bond\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"beaconBlock\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"sealX\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"sealY\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"buyer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"recipient\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"step\",\"type\":\"tuple\",\"internalType\":\"structStep\",\"components\":[{\"name\":\"from\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"to\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"name\":\"payload\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"},{\"name\":\"h\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"proof\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[{\"name\":\"paid\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"stateOf\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structState\",\"components\":[{\"name\":\"buyer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"delivered\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"cursor\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"flags\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"statusOf\",\"inputs\":[{\"name\":\"forward\",\"type\":\"tuple\",\"internalType\":\"structForward\",\"components\":[{\"name\":\"terms\",\"type\":\"tuple\",\"internalType\":\"structTerms\",\"components\":[{\"name\":\"predicate\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"params\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"taskHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"quantity\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"unit\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"acceptBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"start\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"end\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"bond\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"beaconBlock\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"sealX\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"sealY\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"buyer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"enumStatus\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"Announced\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"ForwardId\"},{\"name\":\"h\",\"type\":\"uint256\",\"indexed\":true,\"internalType\":\"uint256\"},{\"name\":\"at\",\"type\":\"uint64\",\"indexed\":false,\"internalType\":\"uint64\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Credited\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Opened\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"ForwardId\"},{\"name\":\"buyer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"predicate\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"terms\",\"type\":\"tuple\",\"indexed\":false,\"internalType\":\"structTerms\",\"components\":[{\"name\":\"predicate\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"params\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"taskHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"price\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"quantity\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"unit\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"acceptBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"start\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"end\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"bond\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"beaconBlock\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"sealX\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"sealY\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"salt\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"params\",\"type\":\"bytes\",\"indexed\":false,\"internalType\":\"bytes\"},{\"name\":\"task\",\"type\":\"bytes\",\"indexed\":false,\"internalType\":\"bytes\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Reclaimed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"ForwardId\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Settled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"ForwardId\"},{\"name\":\"recipient\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"key\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"paid\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"progress\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"commitment\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"beacon\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"h\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"payload\",\"type\":\"uint256[]\",\"indexed\":false,\"internalType\":\"uint256[]\"},{\"name\":\"proof\",\"type\":\"bytes\",\"indexed\":false,\"internalType\":\"bytes\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"ForwardEscrow_AlreadyOpened\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_AlreadyReclaimed\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_AlreadySettled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_AnnouncementTooRecent\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"},{\"name\":\"h\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"settleFrom\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"timestamp\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_AssignedForwardsUnsupported\",\"inputs\":[{\"name\":\"acceptBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"bond\",\"type\":\"uint128\",\"internalType\":\"uint128\"},{\"name\":\"provider\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_BeforeSettleBy\",\"inputs\":[{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"timestamp\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_BeforeStart\",\"inputs\":[{\"name\":\"start\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"timestamp\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_BuyerInvalid\",\"inputs\":[{\"name\":\"buyer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_ClaimDelayZero\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ForwardEscrow_GasTooLow\",\"inputs\":[{\"name\":\"available\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"needed\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_NotAnnounced\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"},{\"name\":\"h\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_NothingOwed\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"who\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_ParamsNotInField\",\"inputs\":[{\"name\":\"params\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_PredicateRefused\",\"inputs\":[{\"name\":\"predicate\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"reason\",\"type\":\"bytes\",\"internalType\":\"bytes\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_PredicateWithoutCode\",\"inputs\":[{\"name\":\"predicate\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_PriceZero\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ForwardEscrow_QuantityZero\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ForwardEscrow_RecipientInvalid\",\"inputs\":[{\"name\":\"recipient\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_SealingKeyInvalid\",\"inputs\":[{\"name\":\"sealX\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"sealY\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_SettlementOver\",\"inputs\":[{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"timestamp\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_StepInvalid\",\"inputs\":[{\"name\":\"from\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"to\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"amount\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"quantity\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_TokenDeliversOther\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"expected\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"received\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_TokenWithoutCode\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_TwoRoundUnsupported\",\"inputs\":[{\"name\":\"beaconBlock\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_UnknownForward\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"internalType\":\"ForwardId\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_WindowInvalid\",\"inputs\":[{\"name\":\"start\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"end\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"ForwardEscrow_WindowOver\",\"inputs\":[{\"name\":\"settleBy\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"timestamp\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ReentrancyGuardReentrantCall\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"SafeERC20FailedOperation\",\"inputs\":[{\"name\":\"token\",\"type\":\"address\",\"internalType\":\"address\"}]}]",
	ID:  "ForwardEscrow",
	Bin: "0x60a034608157601f6124bb38819003918201601f19168301916001600160401b03831184841017608557808492602094604052833981010312608157516001600160401b03811680820360815715607257608052604051612421908161009a82396080518181816103ee015261098f0152f35b632254ac2b60e01b5f5260045ffd5b5f80fd5b634e487b7160e01b5f52604160045260245ffdfe60806040526004361015610011575f80fd5b5f3560e01c80630c8559af146116df578063272c4fa1146116a857806328079e4a1461163b578063303074d2146115f75780635fb4193014610b7757806364482ac414610a99578063a27c9b6f14610a7d578063dde5ed1b14610a4f578063de21a3cd146109b3578063e18132c41461096f578063e943ceac14610915578063f7eb41881461027c5763f940e385146100a8575f80fd5b34610278576040600319360112610278576100c16118a8565b73ffffffffffffffffffffffffffffffffffffffff6100de6118cb565b916100e7611d64565b6100f08361230d565b1690815f525f60205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f20549081156102485773ffffffffffffffffffffffffffffffffffffffff90835f525f60205260405f208233165f526020525f6040812055169081604051828152847fa4195c37c2947bbe89165f03e320b6903116f0b10d8cfdb522330f7ce6f9fa2460203393a4604051917fa9059cbb000000000000000000000000000000000000000000000000000000005f526004528060245260205f60448180875af160015f5114811615610229575b82604052156101fd57602092505f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d8152f35b827f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600181151661023f57833b15153d1516166101c9565b823d5f823e3d90fd5b827f52a9f153000000000000000000000000000000000000000000000000000000005f526004523360245260445ffd5b5f80fd5b34610278576003193601610320811261027857610240136102785761029f6118ee565b60607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd9c360112610278576102c4359067ffffffffffffffff821161027857366023830112156102785781600401359167ffffffffffffffff831161027857602481018360051b916024833692010111610278576102e435926103043567ffffffffffffffff811161027857610338903690600401611912565b610343959195611d64565b61034b611dd8565b61035481611e0c565b67ffffffffffffffff610365611987565b1642106108d45767ffffffffffffffff61037d611940565b164210156108935761038e8561230d565b610396611bf7565b67ffffffffffffffff6103a76119b7565b161580159061087a575b8015610858575b6107e257506103c78483612023565b5f52600260205267ffffffffffffffff60405f20541680156107b25767ffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016906104198282611ed2565b4210610765575050610429611c12565b81549060a01b7fffffffffffffffffffffffff0000000000000000000000000000000000000000169073ffffffffffffffffffffffffffffffffffffffff161790556104758382612023565b5f52600260205260405f2080547fffffffffffffffffffffffffffffffffffffffffffffffff00000000000000001690556104ae6119e7565b6fffffffffffffffffffffffffffffffff16966104cb8583612179565b986104d4611a6d565b946040518660208201917f9ffc24e20000000000000000000000000000000000000000000000000000000083528d8c8201906024830190610120915e61014482016101809052846101648301528c6101a001610184830152856101a48301528c8c6101c4840137886101c482015288876101e48301375f8982016101e40152603f89017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe09081169091018281036101a40183526101e30116604052515a925f8093602095f13d601f1016955f5196156106ab575060808b01519a60e0810151906101000151906040519c8d8d81526020015260408d015260608c015260808b015260a08a0160e090528060e08b01527f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff106102785788806106707fd0ae0021da8c813cccae3135d153634fc735353496df7447157477e92ece7393938a6106809b8d9b60209f61010001378301966101008489030160c085015261010073ffffffffffffffffffffffffffffffffffffffff8b16980191611b2f565b0390a461067b611a26565b611f48565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d604051908152f35b606473ffffffffffffffffffffffffffffffffffffffff913d610100811161075c575b601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe09160405181815283603f6020830193805f863e01168101968795866040527f0b13a959000000000000000000000000000000000000000000000000000000008752166004860152604060248601525180918160448701528686015e5f85828601015201168101030190fd5b506101006106ce565b856107736084938693611ed2565b90604051927f10f7d634000000000000000000000000000000000000000000000000000000008452600484015260248301526044820152426064820152fd5b84837fe1b7be31000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b6084906bffffffffffffffffffffffff6107fa6119b7565b91816108046119cf565b67ffffffffffffffff610815611c12565b9181604051977f1a8b7362000000000000000000000000000000000000000000000000000000008952166004880152166024860152166044840152166064820152fd5b50610861611c12565b6bffffffffffffffffffffffff808316911614156103b8565b5067ffffffffffffffff61088c6119cf565b16156103b1565b67ffffffffffffffff6108a4611940565b7f052e01fd000000000000000000000000000000000000000000000000000000005f52166004524260245260445ffd5b67ffffffffffffffff6108e5611987565b7f574fb1b4000000000000000000000000000000000000000000000000000000005f52166004524260245260445ffd5b34610278576102406003193601126102785761092f611c2e565b6040516006821015610942576020918152f35b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b34610278575f60031936011261027857602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b346102785760031936016102c081126102785761024013610278576109d66118ee565b60607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd9c36011261027857610a256101209182604051610a158282611bb6565b369037610a20611dd8565b612179565b604051905f825b60098210610a3957505050f35b6020806001928551815201930191019091610a2c565b34610278576040600319360112610278576020610a75610a6d6118cb565b6004356120ea565b604051908152f35b3461027857610240600319360112610278576020610a75611dd8565b34610278576020600319360112610278575f6080604051610ab981611b6d565b82815282602082015282604082015282606082015201526004355f52600160205260a060405f2063ffffffff604051610af181611b6d565b67ffffffffffffffff83549173ffffffffffffffffffffffffffffffffffffffff6001818516968784526020840195891c86520154936bffffffffffffffffffffffff604084019183871683526080606086019587898d1c168752019660e01c875260405198895251166020880152511660408601525116606084015251166080820152f35b3461027857600319360161028081126102785761020013610278576102043573ffffffffffffffffffffffffffffffffffffffff81168091036102785761022435906102443567ffffffffffffffff811161027857610bda903690600401611912565b6102649291923567ffffffffffffffff811161027857610bfe903690600401611912565b9490610c08611d64565b67ffffffffffffffff610c19611958565b16158015906115d5575b80156115af575b6115335767ffffffffffffffff610c3f61196f565b166114f6576fffffffffffffffffffffffffffffffff610c5d6119e7565b16156114ce576bffffffffffffffffffffffff610c78611bf7565b16156114a657610c86611987565b67ffffffffffffffff80610c9861199f565b16911610801590611481575b61142957610cb0611940565b67ffffffffffffffff42911611156113e857602435907f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018210156113bc576101c4356101e435918282171515806113ab575b61137c57610d0e611a6d565b3b1561133357610d1c611a26565b3b156112ea57861580156112e1575b6112b5576102206040517f892a11ccd5fce2bb9cbaabb9b68815a43ff200b323748524f85e05e4b00234488152610200600460208301372060405160208101917ffd49ad9b831227da4ca8ffcf93f97f71b46824c17e49e37359f24e05022d89ce835260408201528860608201528660808201524660a08201523060c082015260c08152610dba60e082611bb6565b51902098895f52600160205273ffffffffffffffffffffffffffffffffffffffff60405f20541661128957895f52600160205260405f20887fffffffffffffffffffffffff000000000000000000000000000000000000000082541617905573ffffffffffffffffffffffffffffffffffffffff610e36611a6d565b16986040519573ffffffffffffffffffffffffffffffffffffffff610e596118a8565b1687526020870152604435604087015260643573ffffffffffffffffffffffffffffffffffffffff81168091036102785760608701526084356fffffffffffffffffffffffffffffffff811680910361027857608087015260a4356bffffffffffffffffffffffff81168091036102785760a087015260c43560c087015260e43567ffffffffffffffff81168091036102785760e08701526101043567ffffffffffffffff8116809103610278576101008701526101243567ffffffffffffffff8116809103610278576101208701526101443567ffffffffffffffff811680910361027857610140870152610164356fffffffffffffffffffffffffffffffff8116809103610278576101608701526101843573ffffffffffffffffffffffffffffffffffffffff8116809103610278576101808701526101a4359067ffffffffffffffff8216809203610278578b987fcad93797abf4c59332028fc83135fa566f90790a2adeaec85cc69795a476a54b98889761101197611002956101a08b01526101c08a01526101e0890152610200880152610260610220880152610260870191611b2f565b91848303610240860152611b2f565b0390a461101c611a26565b9073ffffffffffffffffffffffffffffffffffffffff6fffffffffffffffffffffffffffffffff61104b6119e7565b16921691604051927f70a08231000000000000000000000000000000000000000000000000000000008452306004850152602084602481845afa9384156111ff575f94611255575b50604051937f23b872dd000000000000000000000000000000000000000000000000000000005f5233600452306024528260445260205f60648180865af160015f5114811615611236575b856040525f6060521561120a577f70a08231000000000000000000000000000000000000000000000000000000008552306004860152602085602481855afa9485156111ff575f956111cb575b50840393841161119e5781840361116a576020835f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d604051908152f35b9091507f22e1fdbf000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b9094506020813d6020116111f7575b816111e760209383611bb6565b810103126102785751938561112b565b3d91506111da565b6040513d5f823e3d90fd5b507f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600181151661124c57823b15153d1516166110de565b853d5f823e3d90fd5b9093506020813d602011611281575b8161127160209383611bb6565b8101031261027857519284611093565b3d9150611264565b897f7486626c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b867ff789cc4c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50308714610d2b565b73ffffffffffffffffffffffffffffffffffffffff611307611a26565b7fb02d9f77000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff611350611a6d565b7fa018cf52000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b507f0ed723b8000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b506113b68383612367565b15610d02565b507fae8115ec000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b67ffffffffffffffff6113f9611940565b7fe3dcbc79000000000000000000000000000000000000000000000000000000005f52166004524260245260445ffd5b67ffffffffffffffff61143a611987565b8161144361199f565b8161144c611940565b937ffa382067000000000000000000000000000000000000000000000000000000005f5216600452166024521660445260645ffd5b5061148a61199f565b67ffffffffffffffff8061149c611940565b1691161015610ca4565b7fb9f34889000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f2f48e12c000000000000000000000000000000000000000000000000000000005f5260045ffd5b67ffffffffffffffff61150761196f565b7f40eef1c4000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff611550611958565b6fffffffffffffffffffffffffffffffff611569611a06565b67ffffffffffffffff61157a611a49565b937ff5866670000000000000000000000000000000000000000000000000000000005f5216600452166024521660445260645ffd5b5073ffffffffffffffffffffffffffffffffffffffff6115cd611a49565b161515610c2a565b506fffffffffffffffffffffffffffffffff6115ef611a06565b161515610c23565b346102785761161661160836611892565b90611611611d64565b611a90565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b34610278576040600319360112610278576116546118a8565b73ffffffffffffffffffffffffffffffffffffffff6116716118cb565b91165f525f60205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b34610278576116bf6116b936611892565b90612023565b5f526002602052602067ffffffffffffffff60405f205416604051908152f35b3461027857610240600319360112610278576116f9611d64565b611701611dd8565b61170a81611e0c565b67ffffffffffffffff61171b611940565b1642106118515760019173ffffffffffffffffffffffffffffffffffffffff82541692827fffffffffffffffffffffffff0000000000000000000000000000000000000000859454168155017c01000000000000000000000000000000000000000000000000000000007bffffffffffffffffffffffffffffffffffffffffffffffffffffffff8254161790557f15d3ff426f736ded7ea73283575f6dc42d6d4247faaa84108c3526511ddebbb760206117d36119e7565b6fffffffffffffffffffffffffffffffff60405191168152a3803b61181f57611616906117fe611a26565b906fffffffffffffffffffffffffffffffff6118186119e7565b1691611f48565b61184c9061182b611a26565b906fffffffffffffffffffffffffffffffff6118456119e7565b1691611edf565b611616565b67ffffffffffffffff611862611940565b7f356e7bf1000000000000000000000000000000000000000000000000000000005f52166004524260245260445ffd5b6003196040910112610278576004359060243590565b6004359073ffffffffffffffffffffffffffffffffffffffff8216820361027857565b6024359073ffffffffffffffffffffffffffffffffffffffff8216820361027857565b610244359073ffffffffffffffffffffffffffffffffffffffff8216820361027857565b9181601f840112156102785782359167ffffffffffffffff8311610278576020838186019501011161027857565b6101443567ffffffffffffffff811681036102785790565b60e43567ffffffffffffffff811681036102785790565b6101a43567ffffffffffffffff811681036102785790565b6101043567ffffffffffffffff811681036102785790565b6101243567ffffffffffffffff811681036102785790565b6102643567ffffffffffffffff811681036102785790565b6102843567ffffffffffffffff811681036102785790565b6084356fffffffffffffffffffffffffffffffff811681036102785790565b610164356fffffffffffffffffffffffffffffffff811681036102785790565b60643573ffffffffffffffffffffffffffffffffffffffff811681036102785790565b6101843573ffffffffffffffffffffffffffffffffffffffff811681036102785790565b60043573ffffffffffffffffffffffffffffffffffffffff811681036102785790565b611a9981611e0c565b50611aa48282612023565b805f52600260205267ffffffffffffffff60405f205416611b2a5760207feea7306d4c09badddb5790cd2acf4a1601c62556b6ccda70e9e403e3617b061f9167ffffffffffffffff4216905f526002825260405f20817fffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000825416179055604051908152a3565b505050565b601f82602094937fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe093818652868601375f8582860101520116010190565b60a0810190811067ffffffffffffffff821117611b8957604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff821117611b8957604052565b60a4356bffffffffffffffffffffffff811681036102785790565b6102a4356bffffffffffffffffffffffff811681036102785790565b6102043573ffffffffffffffffffffffffffffffffffffffff8116810361027857611c5f9061022435906004612049565b5f52600160205260405f20604051611c7681611b6d565b600160808354928273ffffffffffffffffffffffffffffffffffffffff85169485835260a01c95866020840152015473ffffffffffffffffffffffffffffffffffffffff8116604083015267ffffffffffffffff8160a01c16606083015260e01c918291015216611d5d5715611d585760a435906bffffffffffffffffffffffff821691828103610278575014611d53576101043567ffffffffffffffff81169081810361027857504210611d4e576101443567ffffffffffffffff8116908181036102785750421015611d4957600290565b600390565b600190565b600490565b505f90565b5050600590565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c611db05760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b6102043573ffffffffffffffffffffffffffffffffffffffff8116810361027857611e099061022435906004612049565b90565b90815f52600160205260405f2091825473ffffffffffffffffffffffffffffffffffffffff811615611e6d5760a01c611e425750565b7f746c9e05000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5060018084015460e01c16611ea7577f2187c7d4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f7edc0ca1000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b9190820180921161119e57565b602073ffffffffffffffffffffffffffffffffffffffff807f4e45da441832cf53bdaa69235704fc0575e68210f459ee1562911024b12967d5931693845f525f835260405f208282165f52835260405f20611f3b878254611ed2565b90556040519586521693a3565b919060405160208101907fa9059cbb00000000000000000000000000000000000000000000000000000000825273ffffffffffffffffffffffffffffffffffffffff8316602482015283604482015260448152611fa6606482611bb6565b5a6204baf08110611ff157506020915f9151908287620493e0f13d15611fe75760015f5114601f3d1116165b15611fdc57505050565b611fe592611edf565b565b833b151516611fd2565b7fedd79d27000000000000000000000000000000000000000000000000000000005f526004526204baf060245260445ffd5b906040519060208201928352604082015260408152612043606082611bb6565b51902090565b61022090610200604051917f892a11ccd5fce2bb9cbaabb9b68815a43ff200b323748524f85e05e4b002344883526020830137209173ffffffffffffffffffffffffffffffffffffffff6040519260208401947ffd49ad9b831227da4ca8ffcf93f97f71b46824c17e49e37359f24e05022d89ce8652604085015216606083015260808201524660a08201523060c082015260c0815261204360e082611bb6565b7effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9173ffffffffffffffffffffffffffffffffffffffff6040519160208301937fca8d0cdd4937e3039dde4945680f47511811577495b0a01f3838f6b86800db6a855246604085015230606085015260808401521660a082015260a0815261217260c082611bb6565b5190201690565b9190917effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff61012091604051926121ae8185611bb6565b3684376121bc8395826120ea565b835216602082015260243560408201526101043567ffffffffffffffff81168103610278576101243567ffffffffffffffff811681036102785760a435906bffffffffffffffffffffffff821682036102785761225d9290916fffffffffffffffff00000000000000007bffffffffffffffffffffffff0000000000000000000000000000000067ffffffffffffffff9260801b169360401b169116171790565b60608201526102643567ffffffffffffffff81168103610278576102843567ffffffffffffffff81168103610278576102a435906bffffffffffffffffffffffff82168203610278576122f49290916fffffffffffffffff00000000000000007bffffffffffffffffffffffff0000000000000000000000000000000067ffffffffffffffff9260801b169360401b169116171790565b60808201526101c43560a082015260c06101e435910152565b73ffffffffffffffffffffffffffffffffffffffff168015801561235e575b6123335750565b7f81eee08d000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5030811461232c565b7f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000181108015906123f7575b6123f1577f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018082819309928009918180808584097f1aee90f15f2189693df072d799fd11fc039b2959ebb7c867d075ca8cf4d7eb8e0991600108081490565b50505f90565b507f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000182101561239256",
}

// ForwardEscrow is an auto generated Go binding around an Ethereum contract.
type ForwardEscrow struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *ForwardEscrow) GetABI() abi.ABI {
	return c.abi
}

// NewForwardEscrow creates a new instance of ForwardEscrow.
func NewForwardEscrow() *ForwardEscrow {
	parsed, err := ForwardEscrowMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &ForwardEscrow{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *ForwardEscrow) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(uint64 claimDelay) returns()
func (forwardEscrow *ForwardEscrow) PackConstructor(claimDelay uint64) []byte {
	enc, err := forwardEscrow.abi.Pack("", claimDelay)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackCLAIMDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe18132c4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function CLAIM_DELAY() view returns(uint64)
func (forwardEscrow *ForwardEscrow) PackCLAIMDELAY() []byte {
	enc, err := forwardEscrow.abi.Pack("CLAIM_DELAY")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCLAIMDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe18132c4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function CLAIM_DELAY() view returns(uint64)
func (forwardEscrow *ForwardEscrow) TryPackCLAIMDELAY() ([]byte, error) {
	return forwardEscrow.abi.Pack("CLAIM_DELAY")
}

// UnpackCLAIMDELAY is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe18132c4.
//
// Solidity: function CLAIM_DELAY() view returns(uint64)
func (forwardEscrow *ForwardEscrow) UnpackCLAIMDELAY(data []byte) (uint64, error) {
	out, err := forwardEscrow.abi.Unpack("CLAIM_DELAY", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackAnnounce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x303074d2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function announce(bytes32 id, uint256 h) returns()
func (forwardEscrow *ForwardEscrow) PackAnnounce(id [32]byte, h *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("announce", id, h)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAnnounce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x303074d2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function announce(bytes32 id, uint256 h) returns()
func (forwardEscrow *ForwardEscrow) TryPackAnnounce(id [32]byte, h *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("announce", id, h)
}

// PackAnnouncedAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x272c4fa1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function announcedAt(bytes32 id, uint256 h) view returns(uint64)
func (forwardEscrow *ForwardEscrow) PackAnnouncedAt(id [32]byte, h *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("announcedAt", id, h)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAnnouncedAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x272c4fa1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function announcedAt(bytes32 id, uint256 h) view returns(uint64)
func (forwardEscrow *ForwardEscrow) TryPackAnnouncedAt(id [32]byte, h *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("announcedAt", id, h)
}

// UnpackAnnouncedAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x272c4fa1.
//
// Solidity: function announcedAt(bytes32 id, uint256 h) view returns(uint64)
func (forwardEscrow *ForwardEscrow) UnpackAnnouncedAt(data []byte) (uint64, error) {
	out, err := forwardEscrow.abi.Unpack("announcedAt", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackClaimOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdde5ed1b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function claimOf(bytes32 id, address recipient) view returns(uint256)
func (forwardEscrow *ForwardEscrow) PackClaimOf(id [32]byte, recipient common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("claimOf", id, recipient)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClaimOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdde5ed1b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function claimOf(bytes32 id, address recipient) view returns(uint256)
func (forwardEscrow *ForwardEscrow) TryPackClaimOf(id [32]byte, recipient common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("claimOf", id, recipient)
}

// UnpackClaimOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdde5ed1b.
//
// Solidity: function claimOf(bytes32 id, address recipient) view returns(uint256)
func (forwardEscrow *ForwardEscrow) UnpackClaimOf(data []byte) (*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("claimOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackForwardId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa27c9b6f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function forwardId(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(bytes32)
func (forwardEscrow *ForwardEscrow) PackForwardId(forward Forward) []byte {
	enc, err := forwardEscrow.abi.Pack("forwardId", forward)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackForwardId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa27c9b6f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function forwardId(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(bytes32)
func (forwardEscrow *ForwardEscrow) TryPackForwardId(forward Forward) ([]byte, error) {
	return forwardEscrow.abi.Pack("forwardId", forward)
}

// UnpackForwardId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa27c9b6f.
//
// Solidity: function forwardId(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(bytes32)
func (forwardEscrow *ForwardEscrow) UnpackForwardId(data []byte) ([32]byte, error) {
	out, err := forwardEscrow.abi.Unpack("forwardId", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackHeader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xde21a3cd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function header(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, address recipient, (uint64,uint64,uint96) step) view returns(uint256[9])
func (forwardEscrow *ForwardEscrow) PackHeader(forward Forward, recipient common.Address, step Step) []byte {
	enc, err := forwardEscrow.abi.Pack("header", forward, recipient, step)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHeader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xde21a3cd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function header(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, address recipient, (uint64,uint64,uint96) step) view returns(uint256[9])
func (forwardEscrow *ForwardEscrow) TryPackHeader(forward Forward, recipient common.Address, step Step) ([]byte, error) {
	return forwardEscrow.abi.Pack("header", forward, recipient, step)
}

// UnpackHeader is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xde21a3cd.
//
// Solidity: function header(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, address recipient, (uint64,uint64,uint96) step) view returns(uint256[9])
func (forwardEscrow *ForwardEscrow) UnpackHeader(data []byte) ([9]*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("header", data)
	if err != nil {
		return *new([9]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([9]*big.Int)).(*[9]*big.Int)
	return out0, nil
}

// PackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5fb41930.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function open((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, address buyer, bytes32 salt, bytes params, bytes task) returns(bytes32 id)
func (forwardEscrow *ForwardEscrow) PackOpen(terms Terms, buyer common.Address, salt [32]byte, params []byte, task []byte) []byte {
	enc, err := forwardEscrow.abi.Pack("open", terms, buyer, salt, params, task)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5fb41930.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function open((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, address buyer, bytes32 salt, bytes params, bytes task) returns(bytes32 id)
func (forwardEscrow *ForwardEscrow) TryPackOpen(terms Terms, buyer common.Address, salt [32]byte, params []byte, task []byte) ([]byte, error) {
	return forwardEscrow.abi.Pack("open", terms, buyer, salt, params, task)
}

// UnpackOpen is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5fb41930.
//
// Solidity: function open((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, address buyer, bytes32 salt, bytes params, bytes task) returns(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackOpen(data []byte) ([32]byte, error) {
	out, err := forwardEscrow.abi.Unpack("open", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackOwed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x28079e4a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owed(address token, address who) view returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) PackOwed(token common.Address, who common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("owed", token, who)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOwed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x28079e4a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function owed(address token, address who) view returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) TryPackOwed(token common.Address, who common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("owed", token, who)
}

// UnpackOwed is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x28079e4a.
//
// Solidity: function owed(address token, address who) view returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) UnpackOwed(data []byte) (*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("owed", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackReclaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0c8559af.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function reclaim(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) returns()
func (forwardEscrow *ForwardEscrow) PackReclaim(forward Forward) []byte {
	enc, err := forwardEscrow.abi.Pack("reclaim", forward)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReclaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0c8559af.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function reclaim(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) returns()
func (forwardEscrow *ForwardEscrow) TryPackReclaim(forward Forward) ([]byte, error) {
	return forwardEscrow.abi.Pack("reclaim", forward)
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf7eb4188.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, address recipient, (uint64,uint64,uint96) step, uint256[] payload, uint256 h, bytes proof) returns(uint256 paid)
func (forwardEscrow *ForwardEscrow) PackSettle(forward Forward, recipient common.Address, step Step, payload []*big.Int, h *big.Int, proof []byte) []byte {
	enc, err := forwardEscrow.abi.Pack("settle", forward, recipient, step, payload, h, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf7eb4188.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, address recipient, (uint64,uint64,uint96) step, uint256[] payload, uint256 h, bytes proof) returns(uint256 paid)
func (forwardEscrow *ForwardEscrow) TryPackSettle(forward Forward, recipient common.Address, step Step, payload []*big.Int, h *big.Int, proof []byte) ([]byte, error) {
	return forwardEscrow.abi.Pack("settle", forward, recipient, step, payload, h, proof)
}

// UnpackSettle is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf7eb4188.
//
// Solidity: function settle(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, address recipient, (uint64,uint64,uint96) step, uint256[] payload, uint256 h, bytes proof) returns(uint256 paid)
func (forwardEscrow *ForwardEscrow) UnpackSettle(data []byte) (*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("settle", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackStateOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x64482ac4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function stateOf(bytes32 id) view returns((address,uint96,address,uint64,uint32))
func (forwardEscrow *ForwardEscrow) PackStateOf(id [32]byte) []byte {
	enc, err := forwardEscrow.abi.Pack("stateOf", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStateOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x64482ac4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function stateOf(bytes32 id) view returns((address,uint96,address,uint64,uint32))
func (forwardEscrow *ForwardEscrow) TryPackStateOf(id [32]byte) ([]byte, error) {
	return forwardEscrow.abi.Pack("stateOf", id)
}

// UnpackStateOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x64482ac4.
//
// Solidity: function stateOf(bytes32 id) view returns((address,uint96,address,uint64,uint32))
func (forwardEscrow *ForwardEscrow) UnpackStateOf(data []byte) (State, error) {
	out, err := forwardEscrow.abi.Unpack("stateOf", data)
	if err != nil {
		return *new(State), err
	}
	out0 := *abi.ConvertType(out[0], new(State)).(*State)
	return out0, nil
}

// PackStatusOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe943ceac.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function statusOf(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(uint8)
func (forwardEscrow *ForwardEscrow) PackStatusOf(forward Forward) []byte {
	enc, err := forwardEscrow.abi.Pack("statusOf", forward)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStatusOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe943ceac.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function statusOf(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(uint8)
func (forwardEscrow *ForwardEscrow) TryPackStatusOf(forward Forward) ([]byte, error) {
	return forwardEscrow.abi.Pack("statusOf", forward)
}

// UnpackStatusOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe943ceac.
//
// Solidity: function statusOf(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(uint8)
func (forwardEscrow *ForwardEscrow) UnpackStatusOf(data []byte) (uint8, error) {
	out, err := forwardEscrow.abi.Unpack("statusOf", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf940e385.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw(address token, address to) returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) PackWithdraw(token common.Address, to common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("withdraw", token, to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf940e385.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw(address token, address to) returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) TryPackWithdraw(token common.Address, to common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("withdraw", token, to)
}

// UnpackWithdraw is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf940e385.
//
// Solidity: function withdraw(address token, address to) returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) UnpackWithdraw(data []byte) (*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("withdraw", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// ForwardEscrowAnnounced represents a Announced event raised by the ForwardEscrow contract.
type ForwardEscrowAnnounced struct {
	Id  [32]byte
	H   *big.Int
	At  uint64
	Raw *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowAnnouncedEventName = "Announced"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowAnnounced) ContractEventName() string {
	return ForwardEscrowAnnouncedEventName
}

// UnpackAnnouncedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Announced(bytes32 indexed id, uint256 indexed h, uint64 at)
func (forwardEscrow *ForwardEscrow) UnpackAnnouncedEvent(log *types.Log) (*ForwardEscrowAnnounced, error) {
	event := "Announced"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowAnnounced)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowCredited represents a Credited event raised by the ForwardEscrow contract.
type ForwardEscrowCredited struct {
	Token  common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowCreditedEventName = "Credited"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowCredited) ContractEventName() string {
	return ForwardEscrowCreditedEventName
}

// UnpackCreditedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Credited(address indexed token, address indexed to, uint256 amount)
func (forwardEscrow *ForwardEscrow) UnpackCreditedEvent(log *types.Log) (*ForwardEscrowCredited, error) {
	event := "Credited"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowCredited)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowOpened represents a Opened event raised by the ForwardEscrow contract.
type ForwardEscrowOpened struct {
	Id        [32]byte
	Buyer     common.Address
	Predicate common.Address
	Terms     Terms
	Salt      [32]byte
	Params    []byte
	Task      []byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowOpenedEventName = "Opened"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowOpened) ContractEventName() string {
	return ForwardEscrowOpenedEventName
}

// UnpackOpenedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Opened(bytes32 indexed id, address indexed buyer, address indexed predicate, (address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt, bytes params, bytes task)
func (forwardEscrow *ForwardEscrow) UnpackOpenedEvent(log *types.Log) (*ForwardEscrowOpened, error) {
	event := "Opened"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowOpened)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowReclaimed represents a Reclaimed event raised by the ForwardEscrow contract.
type ForwardEscrowReclaimed struct {
	Id     [32]byte
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowReclaimedEventName = "Reclaimed"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowReclaimed) ContractEventName() string {
	return ForwardEscrowReclaimedEventName
}

// UnpackReclaimedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Reclaimed(bytes32 indexed id, address indexed to, uint256 amount)
func (forwardEscrow *ForwardEscrow) UnpackReclaimedEvent(log *types.Log) (*ForwardEscrowReclaimed, error) {
	event := "Reclaimed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowReclaimed)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowSettled represents a Settled event raised by the ForwardEscrow contract.
type ForwardEscrowSettled struct {
	Id         [32]byte
	Recipient  common.Address
	Key        [32]byte
	Paid       *big.Int
	Progress   *big.Int
	Commitment *big.Int
	Beacon     *big.Int
	H          *big.Int
	Payload    []*big.Int
	Proof      []byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowSettledEventName = "Settled"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowSettled) ContractEventName() string {
	return ForwardEscrowSettledEventName
}

// UnpackSettledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Settled(bytes32 indexed id, address indexed recipient, bytes32 indexed key, uint256 paid, uint256 progress, uint256 commitment, uint256 beacon, uint256 h, uint256[] payload, bytes proof)
func (forwardEscrow *ForwardEscrow) UnpackSettledEvent(log *types.Log) (*ForwardEscrowSettled, error) {
	event := "Settled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowSettled)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowWithdrawn represents a Withdrawn event raised by the ForwardEscrow contract.
type ForwardEscrowWithdrawn struct {
	Token  common.Address
	From   common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowWithdrawn) ContractEventName() string {
	return ForwardEscrowWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(address indexed token, address indexed from, address indexed to, uint256 amount)
func (forwardEscrow *ForwardEscrow) UnpackWithdrawnEvent(log *types.Log) (*ForwardEscrowWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowWithdrawn)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (forwardEscrow *ForwardEscrow) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AlreadyOpened"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAlreadyOpenedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AlreadyReclaimed"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAlreadyReclaimedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AlreadySettled"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAlreadySettledError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AnnouncementTooRecent"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAnnouncementTooRecentError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AssignedForwardsUnsupported"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAssignedForwardsUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_BeforeSettleBy"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowBeforeSettleByError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_BeforeStart"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowBeforeStartError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_BuyerInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowBuyerInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_ClaimDelayZero"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowClaimDelayZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_GasTooLow"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowGasTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_NotAnnounced"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowNotAnnouncedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_NothingOwed"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowNothingOwedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_ParamsNotInField"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowParamsNotInFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_PredicateRefused"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowPredicateRefusedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_PredicateWithoutCode"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowPredicateWithoutCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_PriceZero"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowPriceZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_QuantityZero"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowQuantityZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_RecipientInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowRecipientInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_SealingKeyInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowSealingKeyInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_SettlementOver"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowSettlementOverError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_StepInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowStepInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_TokenDeliversOther"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowTokenDeliversOtherError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_TokenWithoutCode"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowTokenWithoutCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_TwoRoundUnsupported"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowTwoRoundUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_UnknownForward"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowUnknownForwardError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_WindowInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowWindowInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_WindowOver"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowWindowOverError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ReentrancyGuardReentrantCall"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackReentrancyGuardReentrantCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["SafeERC20FailedOperation"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackSafeERC20FailedOperationError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ForwardEscrowForwardEscrowAlreadyOpened represents a ForwardEscrow_AlreadyOpened error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAlreadyOpened struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AlreadyOpened(bytes32 id)
func ForwardEscrowForwardEscrowAlreadyOpenedErrorID() common.Hash {
	return common.HexToHash("0x7486626cae62bdbaa14a2f6498915e79408fa4c187a58417b8ea11f9723bdd05")
}

// UnpackForwardEscrowAlreadyOpenedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AlreadyOpened(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAlreadyOpenedError(raw []byte) (*ForwardEscrowForwardEscrowAlreadyOpened, error) {
	out := new(ForwardEscrowForwardEscrowAlreadyOpened)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AlreadyOpened", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAlreadyReclaimed represents a ForwardEscrow_AlreadyReclaimed error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAlreadyReclaimed struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AlreadyReclaimed(bytes32 id)
func ForwardEscrowForwardEscrowAlreadyReclaimedErrorID() common.Hash {
	return common.HexToHash("0x7edc0ca1d2775ac915574dfcf414d9ed8d8bbc8042646f1d9d6ab90031aea526")
}

// UnpackForwardEscrowAlreadyReclaimedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AlreadyReclaimed(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAlreadyReclaimedError(raw []byte) (*ForwardEscrowForwardEscrowAlreadyReclaimed, error) {
	out := new(ForwardEscrowForwardEscrowAlreadyReclaimed)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AlreadyReclaimed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAlreadySettled represents a ForwardEscrow_AlreadySettled error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAlreadySettled struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AlreadySettled(bytes32 id)
func ForwardEscrowForwardEscrowAlreadySettledErrorID() common.Hash {
	return common.HexToHash("0x746c9e05dddf15c4809022974e0f2321045661f9ad7a0bd658bbedc687945081")
}

// UnpackForwardEscrowAlreadySettledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AlreadySettled(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAlreadySettledError(raw []byte) (*ForwardEscrowForwardEscrowAlreadySettled, error) {
	out := new(ForwardEscrowForwardEscrowAlreadySettled)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AlreadySettled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAnnouncementTooRecent represents a ForwardEscrow_AnnouncementTooRecent error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAnnouncementTooRecent struct {
	Id         [32]byte
	H          *big.Int
	SettleFrom *big.Int
	Timestamp  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AnnouncementTooRecent(bytes32 id, uint256 h, uint256 settleFrom, uint256 timestamp)
func ForwardEscrowForwardEscrowAnnouncementTooRecentErrorID() common.Hash {
	return common.HexToHash("0x10f7d63478a439f40533019834d8b198a58444867649ad84abac97b85cfafb6a")
}

// UnpackForwardEscrowAnnouncementTooRecentError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AnnouncementTooRecent(bytes32 id, uint256 h, uint256 settleFrom, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAnnouncementTooRecentError(raw []byte) (*ForwardEscrowForwardEscrowAnnouncementTooRecent, error) {
	out := new(ForwardEscrowForwardEscrowAnnouncementTooRecent)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AnnouncementTooRecent", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAssignedForwardsUnsupported represents a ForwardEscrow_AssignedForwardsUnsupported error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAssignedForwardsUnsupported struct {
	AcceptBy uint64
	Bond     *big.Int
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AssignedForwardsUnsupported(uint64 acceptBy, uint128 bond, address provider)
func ForwardEscrowForwardEscrowAssignedForwardsUnsupportedErrorID() common.Hash {
	return common.HexToHash("0xf58666703c7e45f41963293081b402be3df81265aa4a6c126cb3c163e4854408")
}

// UnpackForwardEscrowAssignedForwardsUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AssignedForwardsUnsupported(uint64 acceptBy, uint128 bond, address provider)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAssignedForwardsUnsupportedError(raw []byte) (*ForwardEscrowForwardEscrowAssignedForwardsUnsupported, error) {
	out := new(ForwardEscrowForwardEscrowAssignedForwardsUnsupported)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AssignedForwardsUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowBeforeSettleBy represents a ForwardEscrow_BeforeSettleBy error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowBeforeSettleBy struct {
	SettleBy  uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_BeforeSettleBy(uint64 settleBy, uint256 timestamp)
func ForwardEscrowForwardEscrowBeforeSettleByErrorID() common.Hash {
	return common.HexToHash("0x356e7bf142dba523cd054070bcf0cc4e9709c2011f88b00db2aa4ccbd4d14279")
}

// UnpackForwardEscrowBeforeSettleByError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_BeforeSettleBy(uint64 settleBy, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowBeforeSettleByError(raw []byte) (*ForwardEscrowForwardEscrowBeforeSettleBy, error) {
	out := new(ForwardEscrowForwardEscrowBeforeSettleBy)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_BeforeSettleBy", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowBeforeStart represents a ForwardEscrow_BeforeStart error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowBeforeStart struct {
	Start     uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_BeforeStart(uint64 start, uint256 timestamp)
func ForwardEscrowForwardEscrowBeforeStartErrorID() common.Hash {
	return common.HexToHash("0x574fb1b41c911bbbb06edd3bfa989d82caef0fcb005a66e453d0d3faf2848dda")
}

// UnpackForwardEscrowBeforeStartError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_BeforeStart(uint64 start, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowBeforeStartError(raw []byte) (*ForwardEscrowForwardEscrowBeforeStart, error) {
	out := new(ForwardEscrowForwardEscrowBeforeStart)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_BeforeStart", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowBuyerInvalid represents a ForwardEscrow_BuyerInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowBuyerInvalid struct {
	Buyer common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_BuyerInvalid(address buyer)
func ForwardEscrowForwardEscrowBuyerInvalidErrorID() common.Hash {
	return common.HexToHash("0xf789cc4cbc8511b74077389c1d712663cccffd3687a8d5b6e7b3685aa3c799b0")
}

// UnpackForwardEscrowBuyerInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_BuyerInvalid(address buyer)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowBuyerInvalidError(raw []byte) (*ForwardEscrowForwardEscrowBuyerInvalid, error) {
	out := new(ForwardEscrowForwardEscrowBuyerInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_BuyerInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowClaimDelayZero represents a ForwardEscrow_ClaimDelayZero error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowClaimDelayZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_ClaimDelayZero()
func ForwardEscrowForwardEscrowClaimDelayZeroErrorID() common.Hash {
	return common.HexToHash("0x2254ac2b11320e32250dfe68273a38ea74aa69a86e0db70ff64f0e1506f954d4")
}

// UnpackForwardEscrowClaimDelayZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_ClaimDelayZero()
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowClaimDelayZeroError(raw []byte) (*ForwardEscrowForwardEscrowClaimDelayZero, error) {
	out := new(ForwardEscrowForwardEscrowClaimDelayZero)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_ClaimDelayZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowGasTooLow represents a ForwardEscrow_GasTooLow error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowGasTooLow struct {
	Available *big.Int
	Needed    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_GasTooLow(uint256 available, uint256 needed)
func ForwardEscrowForwardEscrowGasTooLowErrorID() common.Hash {
	return common.HexToHash("0xedd79d27f33b785e3800c458f4a09329779a2a28e781baf154e330cad5f9b807")
}

// UnpackForwardEscrowGasTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_GasTooLow(uint256 available, uint256 needed)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowGasTooLowError(raw []byte) (*ForwardEscrowForwardEscrowGasTooLow, error) {
	out := new(ForwardEscrowForwardEscrowGasTooLow)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_GasTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowNotAnnounced represents a ForwardEscrow_NotAnnounced error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowNotAnnounced struct {
	Id [32]byte
	H  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_NotAnnounced(bytes32 id, uint256 h)
func ForwardEscrowForwardEscrowNotAnnouncedErrorID() common.Hash {
	return common.HexToHash("0xe1b7be31e2f91378400932b1522b669fae5859b597ebc65ac64ecb0b1d846821")
}

// UnpackForwardEscrowNotAnnouncedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_NotAnnounced(bytes32 id, uint256 h)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowNotAnnouncedError(raw []byte) (*ForwardEscrowForwardEscrowNotAnnounced, error) {
	out := new(ForwardEscrowForwardEscrowNotAnnounced)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_NotAnnounced", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowNothingOwed represents a ForwardEscrow_NothingOwed error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowNothingOwed struct {
	Token common.Address
	Who   common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_NothingOwed(address token, address who)
func ForwardEscrowForwardEscrowNothingOwedErrorID() common.Hash {
	return common.HexToHash("0x52a9f1533eb708b91182f8c81c879038cb51a67f6abeb02dd20616260bc71229")
}

// UnpackForwardEscrowNothingOwedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_NothingOwed(address token, address who)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowNothingOwedError(raw []byte) (*ForwardEscrowForwardEscrowNothingOwed, error) {
	out := new(ForwardEscrowForwardEscrowNothingOwed)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_NothingOwed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowParamsNotInField represents a ForwardEscrow_ParamsNotInField error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowParamsNotInField struct {
	Params *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_ParamsNotInField(uint256 params)
func ForwardEscrowForwardEscrowParamsNotInFieldErrorID() common.Hash {
	return common.HexToHash("0xae8115ec4095c2a74cfe42dc4f8527af31ad128d0761a59a01eb7279342a57e8")
}

// UnpackForwardEscrowParamsNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_ParamsNotInField(uint256 params)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowParamsNotInFieldError(raw []byte) (*ForwardEscrowForwardEscrowParamsNotInField, error) {
	out := new(ForwardEscrowForwardEscrowParamsNotInField)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_ParamsNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowPredicateRefused represents a ForwardEscrow_PredicateRefused error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowPredicateRefused struct {
	Predicate common.Address
	Reason    []byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_PredicateRefused(address predicate, bytes reason)
func ForwardEscrowForwardEscrowPredicateRefusedErrorID() common.Hash {
	return common.HexToHash("0x0b13a9591be8986cbe07669b5f4f2e78388103681608196db2fc80310dd87f81")
}

// UnpackForwardEscrowPredicateRefusedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_PredicateRefused(address predicate, bytes reason)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowPredicateRefusedError(raw []byte) (*ForwardEscrowForwardEscrowPredicateRefused, error) {
	out := new(ForwardEscrowForwardEscrowPredicateRefused)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_PredicateRefused", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowPredicateWithoutCode represents a ForwardEscrow_PredicateWithoutCode error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowPredicateWithoutCode struct {
	Predicate common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_PredicateWithoutCode(address predicate)
func ForwardEscrowForwardEscrowPredicateWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0xa018cf52943c75348b5be29837e1661f835784f183b56b8289b1aa49e36f2a1c")
}

// UnpackForwardEscrowPredicateWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_PredicateWithoutCode(address predicate)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowPredicateWithoutCodeError(raw []byte) (*ForwardEscrowForwardEscrowPredicateWithoutCode, error) {
	out := new(ForwardEscrowForwardEscrowPredicateWithoutCode)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_PredicateWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowPriceZero represents a ForwardEscrow_PriceZero error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowPriceZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_PriceZero()
func ForwardEscrowForwardEscrowPriceZeroErrorID() common.Hash {
	return common.HexToHash("0x2f48e12c449739365d948867e497df725ed3db4e87590361b0355cb35504f24c")
}

// UnpackForwardEscrowPriceZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_PriceZero()
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowPriceZeroError(raw []byte) (*ForwardEscrowForwardEscrowPriceZero, error) {
	out := new(ForwardEscrowForwardEscrowPriceZero)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_PriceZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowQuantityZero represents a ForwardEscrow_QuantityZero error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowQuantityZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_QuantityZero()
func ForwardEscrowForwardEscrowQuantityZeroErrorID() common.Hash {
	return common.HexToHash("0xb9f34889c02ced7e503b3dbe9778350bf61f114ae0ad068a6f930112e6c683bc")
}

// UnpackForwardEscrowQuantityZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_QuantityZero()
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowQuantityZeroError(raw []byte) (*ForwardEscrowForwardEscrowQuantityZero, error) {
	out := new(ForwardEscrowForwardEscrowQuantityZero)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_QuantityZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowRecipientInvalid represents a ForwardEscrow_RecipientInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowRecipientInvalid struct {
	Recipient common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_RecipientInvalid(address recipient)
func ForwardEscrowForwardEscrowRecipientInvalidErrorID() common.Hash {
	return common.HexToHash("0x81eee08dac18cdf15062bbb08086d495517e54f64fc7230be9a333f5d112bc35")
}

// UnpackForwardEscrowRecipientInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_RecipientInvalid(address recipient)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowRecipientInvalidError(raw []byte) (*ForwardEscrowForwardEscrowRecipientInvalid, error) {
	out := new(ForwardEscrowForwardEscrowRecipientInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_RecipientInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowSealingKeyInvalid represents a ForwardEscrow_SealingKeyInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowSealingKeyInvalid struct {
	SealX *big.Int
	SealY *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_SealingKeyInvalid(uint256 sealX, uint256 sealY)
func ForwardEscrowForwardEscrowSealingKeyInvalidErrorID() common.Hash {
	return common.HexToHash("0x0ed723b811f9e4e6f055002a1596ba600aba5e9b1a4d5bc0568d4125e82b5618")
}

// UnpackForwardEscrowSealingKeyInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_SealingKeyInvalid(uint256 sealX, uint256 sealY)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowSealingKeyInvalidError(raw []byte) (*ForwardEscrowForwardEscrowSealingKeyInvalid, error) {
	out := new(ForwardEscrowForwardEscrowSealingKeyInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_SealingKeyInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowSettlementOver represents a ForwardEscrow_SettlementOver error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowSettlementOver struct {
	SettleBy  uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_SettlementOver(uint64 settleBy, uint256 timestamp)
func ForwardEscrowForwardEscrowSettlementOverErrorID() common.Hash {
	return common.HexToHash("0x052e01fd733be29160a07a8a28d4072e512ef7f04850c51c0421bf6369ef3c72")
}

// UnpackForwardEscrowSettlementOverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_SettlementOver(uint64 settleBy, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowSettlementOverError(raw []byte) (*ForwardEscrowForwardEscrowSettlementOver, error) {
	out := new(ForwardEscrowForwardEscrowSettlementOver)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_SettlementOver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowStepInvalid represents a ForwardEscrow_StepInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowStepInvalid struct {
	From     uint64
	To       uint64
	Amount   *big.Int
	Quantity *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_StepInvalid(uint64 from, uint64 to, uint96 amount, uint96 quantity)
func ForwardEscrowForwardEscrowStepInvalidErrorID() common.Hash {
	return common.HexToHash("0x1a8b736237f2935e117d7e6cf378acb720c6026355e636c007997737c4c02387")
}

// UnpackForwardEscrowStepInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_StepInvalid(uint64 from, uint64 to, uint96 amount, uint96 quantity)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowStepInvalidError(raw []byte) (*ForwardEscrowForwardEscrowStepInvalid, error) {
	out := new(ForwardEscrowForwardEscrowStepInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_StepInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowTokenDeliversOther represents a ForwardEscrow_TokenDeliversOther error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowTokenDeliversOther struct {
	Token    common.Address
	Expected *big.Int
	Received *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_TokenDeliversOther(address token, uint256 expected, uint256 received)
func ForwardEscrowForwardEscrowTokenDeliversOtherErrorID() common.Hash {
	return common.HexToHash("0x22e1fdbf812bb00524ce06b812b098bd026e76db1b921659c715b146e6078db3")
}

// UnpackForwardEscrowTokenDeliversOtherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_TokenDeliversOther(address token, uint256 expected, uint256 received)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowTokenDeliversOtherError(raw []byte) (*ForwardEscrowForwardEscrowTokenDeliversOther, error) {
	out := new(ForwardEscrowForwardEscrowTokenDeliversOther)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_TokenDeliversOther", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowTokenWithoutCode represents a ForwardEscrow_TokenWithoutCode error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowTokenWithoutCode struct {
	Token common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_TokenWithoutCode(address token)
func ForwardEscrowForwardEscrowTokenWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0xb02d9f774b92115c368f94a6b95c71e1092d65c52dce331195190915a0f490c4")
}

// UnpackForwardEscrowTokenWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_TokenWithoutCode(address token)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowTokenWithoutCodeError(raw []byte) (*ForwardEscrowForwardEscrowTokenWithoutCode, error) {
	out := new(ForwardEscrowForwardEscrowTokenWithoutCode)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_TokenWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowTwoRoundUnsupported represents a ForwardEscrow_TwoRoundUnsupported error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowTwoRoundUnsupported struct {
	BeaconBlock uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_TwoRoundUnsupported(uint64 beaconBlock)
func ForwardEscrowForwardEscrowTwoRoundUnsupportedErrorID() common.Hash {
	return common.HexToHash("0x40eef1c47269b816d62dda808b4864305f9ad6714a0c939c175cbc124c7e16a3")
}

// UnpackForwardEscrowTwoRoundUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_TwoRoundUnsupported(uint64 beaconBlock)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowTwoRoundUnsupportedError(raw []byte) (*ForwardEscrowForwardEscrowTwoRoundUnsupported, error) {
	out := new(ForwardEscrowForwardEscrowTwoRoundUnsupported)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_TwoRoundUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowUnknownForward represents a ForwardEscrow_UnknownForward error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowUnknownForward struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_UnknownForward(bytes32 id)
func ForwardEscrowForwardEscrowUnknownForwardErrorID() common.Hash {
	return common.HexToHash("0x2187c7d4d2037bd98b4a49c9da7b74b6cb4f57a6f9bb273a01737e91921ca50b")
}

// UnpackForwardEscrowUnknownForwardError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_UnknownForward(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowUnknownForwardError(raw []byte) (*ForwardEscrowForwardEscrowUnknownForward, error) {
	out := new(ForwardEscrowForwardEscrowUnknownForward)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_UnknownForward", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowWindowInvalid represents a ForwardEscrow_WindowInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowWindowInvalid struct {
	Start    uint64
	End      uint64
	SettleBy uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_WindowInvalid(uint64 start, uint64 end, uint64 settleBy)
func ForwardEscrowForwardEscrowWindowInvalidErrorID() common.Hash {
	return common.HexToHash("0xfa382067c7e0ee2b246a8dbbb0a350f323d426e96af73106ab1577e9cad2ccb9")
}

// UnpackForwardEscrowWindowInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_WindowInvalid(uint64 start, uint64 end, uint64 settleBy)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowWindowInvalidError(raw []byte) (*ForwardEscrowForwardEscrowWindowInvalid, error) {
	out := new(ForwardEscrowForwardEscrowWindowInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_WindowInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowWindowOver represents a ForwardEscrow_WindowOver error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowWindowOver struct {
	SettleBy  uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_WindowOver(uint64 settleBy, uint256 timestamp)
func ForwardEscrowForwardEscrowWindowOverErrorID() common.Hash {
	return common.HexToHash("0xe3dcbc794bda7453b928d5de1684a122b1109c038c1cbcbe14f6d67becb63820")
}

// UnpackForwardEscrowWindowOverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_WindowOver(uint64 settleBy, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowWindowOverError(raw []byte) (*ForwardEscrowForwardEscrowWindowOver, error) {
	out := new(ForwardEscrowForwardEscrowWindowOver)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_WindowOver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowReentrancyGuardReentrantCall represents a ReentrancyGuardReentrantCall error raised by the ForwardEscrow contract.
type ForwardEscrowReentrancyGuardReentrantCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReentrancyGuardReentrantCall()
func ForwardEscrowReentrancyGuardReentrantCallErrorID() common.Hash {
	return common.HexToHash("0x3ee5aeb571de7fc460830b4d0017439a1ca56fb0bc39062227ade4fe4a24c1ca")
}

// UnpackReentrancyGuardReentrantCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReentrancyGuardReentrantCall()
func (forwardEscrow *ForwardEscrow) UnpackReentrancyGuardReentrantCallError(raw []byte) (*ForwardEscrowReentrancyGuardReentrantCall, error) {
	out := new(ForwardEscrowReentrancyGuardReentrantCall)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ReentrancyGuardReentrantCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowSafeERC20FailedOperation represents a SafeERC20FailedOperation error raised by the ForwardEscrow contract.
type ForwardEscrowSafeERC20FailedOperation struct {
	Token common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SafeERC20FailedOperation(address token)
func ForwardEscrowSafeERC20FailedOperationErrorID() common.Hash {
	return common.HexToHash("0x5274afe73c98b4749fc91ffae6b7b574e7842cb2144a159e9377a5f20b32edf9")
}

// UnpackSafeERC20FailedOperationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SafeERC20FailedOperation(address token)
func (forwardEscrow *ForwardEscrow) UnpackSafeERC20FailedOperationError(raw []byte) (*ForwardEscrowSafeERC20FailedOperation, error) {
	out := new(ForwardEscrowSafeERC20FailedOperation)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "SafeERC20FailedOperation", raw); err != nil {
		return nil, err
	}
	return out, nil
}
